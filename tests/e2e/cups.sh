# A printer of CUPS for the end-to-end runs, which keeps what it is sent in "$work/printer.ps" and prints on both
# sides. Wants $work; sets CUPS_SERVER, $printer_name and $cups.
cups_packages=(cups cups-client cups-filters ghostscript poppler-utils)
start_cups() {
  local at=$work/cups
  mkdir -p "$at"/{root,spool,cache,state}
  # Who may do what is no matter on a socket of one's own.
  cat >"$at/cupsd.conf" <<C
Listen $at/socket
DefaultAuthType None
Browsing No
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
C
  printf '%s\n' "ServerRoot $at/root" "RequestRoot $at/spool" "CacheDir $at/cache" "StateDir $at/state" \
    "ErrorLog $at/error" "AccessLog $at/access" "PageLog $at/pages" "FileDevice Yes" >"$at/cups-files.conf"
  # Its filters run as another user, who comes through here.
  chmod 711 "$work" "$at"
  /usr/sbin/cupsd -f -c "$at/cupsd.conf" -s "$at/cups-files.conf" >"$at/out" 2>&1 &
  cups=$!
  export CUPS_SERVER=$at/socket
  until_true "the printers are served" lpstat -r
  printer_name=大厅
  lpadmin -p "$printer_name" -E -v "file://$work/printer.ps" -m drv:///sample.drv/generic.ppd \
    -o Option1=True -o Duplex=None 2>/dev/null
  lpadmin -d "$printer_name"
}
