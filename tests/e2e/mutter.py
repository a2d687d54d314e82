"""Keys into a headless GNOME, through its own remote desktop: each line of input is a key (`Next`, `ctrl+s`,
`alt+F4`), letters to type (`"zhengfu`) or a pause in seconds (`~2`)."""

import sys
import time

import dbus

bus = dbus.SessionBus()
NAME = "org.gnome.Mutter.RemoteDesktop"
KEYS = {
    "ctrl": 0xFFE3, "alt": 0xFFE9, "shift": 0xFFE1, "super": 0xFFEB, "Return": 0xFF0D, "Right": 0xFF53, "Home": 0xFF50,
    "End": 0xFF57, "Next": 0xFF56, "Escape": 0xFF1B, "F4": 0xFFC1, "space": 0x20,
}
desktop = dbus.Interface(bus.get_object(NAME, "/org/gnome/Mutter/RemoteDesktop"), NAME)
session = dbus.Interface(bus.get_object(NAME, desktop.CreateSession()), NAME + ".Session")
session.Start()


def key(sym, down):
    session.NotifyKeyboardKeysym(dbus.UInt32(sym), down)
    time.sleep(0.03)


def press(names):
    syms = [KEYS.get(name) or ord(name) for name in names]
    for sym in syms:
        key(sym, True)
    for sym in reversed(syms):
        key(sym, False)


for line in sys.stdin.read().splitlines():
    if line.startswith("~"):
        time.sleep(float(line[1:]))
    elif line.startswith('"'):
        for letter in line[1:]:
            press([letter])
            time.sleep(0.15)
    else:
        press(line.split("+"))
        time.sleep(0.7)
