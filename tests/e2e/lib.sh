# What the end-to-end runs share: a display, a window, keys, and waiting. Wants $binary and $pictures.
work=$(mktemp -d)
export GONGKAI_DATA=$work/data LIBGL_ALWAYS_SOFTWARE=1 GONGKAI_TIMING=1
unset WAYLAND_DISPLAY
# It takes a number that is free.
Xvfb -displayfd 3 -screen 0 "${screen:-1366x768x24}" 3>"$work/display" >"$work/xvfb.log" 2>&1 &
xvfb=$!
trap 'kill -9 "${app:-$xvfb}" 2>/dev/null || true; kill "$xvfb" 2>/dev/null || true; kill $(jobs -p) 2>/dev/null || true; rm -rf "$work" 2>/dev/null || true' EXIT

fail() {
  echo "failed: $1" >&2
  import -window root "$pictures/failed.png" || true
  grep -v '^frame' "$work/app.log" >&2 || true
  exit 1
}
# Waits until a command succeeds, half a minute at most.
until_true() {
  local what=$1
  shift
  for _ in $(seq 300); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 0.1
  done
  fail "$what"
}
window() { xdotool search --onlyvisible --pid "$app"; }
start() {
  "$binary" "$@" >"$work/app.log" 2>&1 &
  app=$!
  until_true "a window opens" window
  until_true "a first frame is drawn" grep -q "first frame" "$work/app.log"
  xdotool windowfocus --sync "$(window | tail -1)" || true
  sleep 1
}
press() {
  xdotool key --delay 60 "$@"
  sleep 0.5
}
picture() { import -window root "$pictures/$1.png"; }
# Dots in the red that only errors have.
red() {
  import -window root png:- |
    convert png:- -fill black +opaque '#c02828' -fill white -opaque '#c02828' -format '%[fx:int(mean*w*h+0.5)]' info:
}
write_path() {
  sleep 1
  press ctrl+a
  xdotool type --delay 20 "$1"
  press Return
}
gone() { ! kill -0 "$app" 2>/dev/null; }

until_true "a display" test -s "$work/display"
DISPLAY=:$(cat "$work/display")
export DISPLAY
openbox >"$work/openbox.log" 2>&1 &
# A window that is mapped while it takes over is never shown.
managed() { xprop -root _NET_SUPPORTING_WM_CHECK | grep -q 'window id'; }
until_true "a window manager" managed
