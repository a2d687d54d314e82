; The setup for Windows: for the user alone, no administrator is needed.
; makensis -DVERSION=… -DFILES=folder-with-the-program -DICON=gongkai.ico -DOUT=setup.exe gongkai.nsi
; A 64-bit setup: the program is one, and a wine without 32-bit parts can try it.
Target amd64-unicode
Unicode true
!include "MUI2.nsh"
!define APP "公开年报"
!define REPORT "Gongkai.Report"
!define COLLECTION "Gongkai.Collection"
!define UNKEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\gongkai"
Name "${APP}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\gongkai"
InstallDirRegKey HKCU "Software\gongkai" "InstallDir"
!ifdef FAST
SetCompressor zlib
!else
SetCompressor /SOLID lzma
!endif
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\gongkai.exe"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${APP}"
VIAddVersionKey /LANG=2052 "FileDescription" "${APP} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT OR Apache-2.0"

!macro Opens EXTENSION CLASS WORDS
  WriteRegStr HKCU "Software\Classes\${EXTENSION}" "" "${CLASS}"
  WriteRegStr HKCU "Software\Classes\${CLASS}" "" "${WORDS}"
  WriteRegStr HKCU "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\gongkai.exe,0"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\gongkai.exe" "%1"'
!macroend
; Another program may have taken the extension since.
!macro OpensNoMore EXTENSION CLASS
  ReadRegStr $0 HKCU "Software\Classes\${EXTENSION}" ""
  StrCmp $0 "${CLASS}" 0 +2
    DeleteRegKey HKCU "Software\Classes\${EXTENSION}"
  DeleteRegKey HKCU "Software\Classes\${CLASS}"
!macroend
!define Changed "System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'"

Section
  SetOutPath "$INSTDIR"
  ; An update while it runs: the program can't be written then.
  ClearErrors
  IfFileExists "$INSTDIR\gongkai.exe" 0 free
    FileOpen $0 "$INSTDIR\gongkai.exe" a
    IfErrors 0 closed
      MessageBox MB_OK|MB_ICONEXCLAMATION "请先关闭正在运行的“${APP}”，再安装；没有改动任何文件。" /SD IDOK
      SetErrorLevel 2
      Quit
    closed:
    FileClose $0
  free:
  File "${FILES}/gongkai.exe"
  SetOutPath "$INSTDIR\fonts"
  File "${FILES}/fonts/*.*"
  SetOutPath "$INSTDIR\licences"
  File "${FILES}/licences/*.*"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${APP}.lnk" "$INSTDIR\gongkai.exe"
  CreateShortcut "$DESKTOP\${APP}.lnk" "$INSTDIR\gongkai.exe"
  WriteRegStr HKCU "Software\gongkai" "InstallDir" "$INSTDIR"
  !insertmacro Opens ".gknb" "${REPORT}" "年报项目文件"
  !insertmacro Opens ".gknh" "${COLLECTION}" "年报汇总文件"
  WriteRegStr HKCU "${UNKEY}" "DisplayName" "${APP}"
  WriteRegStr HKCU "${UNKEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNKEY}" "DisplayIcon" "$INSTDIR\gongkai.exe"
  WriteRegStr HKCU "${UNKEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNKEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNKEY}" "NoRepair" 1
  ${Changed}
SectionEnd

Section "Uninstall"
  ; Reports, settings, versions kept and recovery copies (%APPDATA%\gongkai) stay. Only what was put here is removed: the
  ; folder may have been chosen, and hold more.
  Delete "$INSTDIR\gongkai.exe"
  Delete "$INSTDIR\fonts\FandolFang-Regular.otf"
  Delete "$INSTDIR\fonts\rare.otf"
  RMDir "$INSTDIR\fonts"
  Delete "$INSTDIR\licences\*.txt"
  RMDir "$INSTDIR\licences"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${APP}.lnk"
  Delete "$DESKTOP\${APP}.lnk"
  !insertmacro OpensNoMore ".gknb" "${REPORT}"
  !insertmacro OpensNoMore ".gknh" "${COLLECTION}"
  DeleteRegKey HKCU "${UNKEY}"
  DeleteRegKey HKCU "Software\gongkai"
  ${Changed}
SectionEnd
