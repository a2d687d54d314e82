"""Writes down what the program tells a screen reader over AT-SPI, a line an event: what got the focus, what is announced,
what the window is called. usage: listen.py PID, ended by a signal."""
import sys

import pyatspi

pid = int(sys.argv[1])


def of_ours(event):
    try:
        return event.host_application is None or event.host_application.get_process_id() == pid
    except Exception:
        return True


def write(kind, *words):
    print(kind, *(w for w in words if w), sep="\t", flush=True)


def focused(event):
    if event.detail1 and of_ours(event):
        node = event.source
        write("focus", node.getRoleName(), node.name, node.description)


def announced(event):
    if of_ours(event):
        write("said", str(event.any_data))


def renamed(event):
    if of_ours(event) and event.source.getRoleName() in ("frame", "window", "dialog"):
        write("window", event.source.name)


pyatspi.Registry.registerEventListener(focused, "object:state-changed:focused")
pyatspi.Registry.registerEventListener(announced, "object:announcement")
pyatspi.Registry.registerEventListener(renamed, "object:property-change:accessible-name")
print("listening", flush=True)
pyatspi.Registry.start()
