#!/usr/bin/python3
"""Stands in for a shell's list of notifications. Says what comes and what goes
in lines of JSON; a number on its standard input is a click on that one.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import json
import sys

from gi.repository import Gio, GLib

PATH = '/org/freedesktop/Notifications'
NAME = 'org.freedesktop.Notifications'
INTERFACE = f"""<node><interface name="{NAME}">
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation">
    <arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
  </method>
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{{sv}}" direction="in"/>
    <arg type="i" direction="in"/><arg type="u" direction="out"/>
  </method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
  <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>"""
CLOSED_BY_HAND, CLOSED_BY_PROGRAM = 2, 3
shown = {}


def say(**words):
    print(json.dumps(words), flush=True)


def notify(_app, replaced, _icon, summary, body, actions, hints, _timeout):
    number = replaced or len(shown) + 1
    shown[number] = actions[::2]
    say(number=number, summary=summary, body=body, actions=actions[::2],
        picture=bool({'image-data', 'image-path'} & hints.keys()))
    return GLib.Variant('(u)', (number,))


def close(number):
    say(closed=number)
    bus.emit_signal(None, PATH, NAME, 'NotificationClosed', GLib.Variant('(uu)', (number, CLOSED_BY_PROGRAM)))


ANSWERS = {
    'GetCapabilities': lambda: GLib.Variant('(as)', (['actions', 'body'],)),
    'GetServerInformation': lambda: GLib.Variant('(ssss)', ('stand-in', 'Gesso', '1', '1.2')),
    'Notify': notify,
    'CloseNotification': close,
}


def called(_bus, _sender, _path, _interface, method, arguments, invocation):
    invocation.return_value(ANSWERS[method](*arguments.unpack()))


def clicked(*_which):
    line = sys.stdin.readline()
    if line:
        number = int(line)
        bus.emit_signal(None, PATH, NAME, 'ActionInvoked', GLib.Variant('(us)', (number, shown[number][0])))
        bus.emit_signal(None, PATH, NAME, 'NotificationClosed', GLib.Variant('(uu)', (number, CLOSED_BY_HAND)))
    else:
        loop.quit()
    return bool(line)


loop = GLib.MainLoop()
bus = Gio.bus_get_sync(Gio.BusType.SESSION)
bus.register_object(PATH, Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0], called, None, None)
Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE, lambda *_: say(ready=True), lambda *_: loop.quit())
GLib.io_add_watch(sys.stdin, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, clicked)
loop.run()
