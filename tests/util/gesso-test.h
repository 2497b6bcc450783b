/* gesso-test.h - what the tests share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** A new empty folder, taken away with all in it by gesso_test_remove(). Returns: (transfer full) */
char     *gesso_test_make_folder (void);
void      gesso_test_remove      (const char *path);

/** Whether each instruction is checked, at thirty times the cost: smaller pictures and fewer repetitions do then. */
gboolean  gesso_test_under_valgrind (void);

/** The bytes of tests/fixtures/@name; aborts when missing. */
GBytes   *gesso_test_read_fixture (const char *name);

/** Iterates the default main context until *@flag or @seconds have passed; FALSE then. Never sleeps. */
gboolean  gesso_test_wait        (gboolean *flag, guint seconds);

/**
 * gesso_test_pass_toolkit:
 *
 * From now on lets pass what newer toolkits complain of themselves, whatever a
 * program does; every other warning is as fatal as before.
 */
void      gesso_test_pass_toolkit (void);

/** A GAsyncReadyCallback that keeps a reference of the result in a GAsyncResult **. */
void      gesso_test_async_cb    (GObject *source, GAsyncResult *result, gpointer user_data);
/** Iterates until gesso_test_async_cb() filled *@result; aborts after 60 s. */
void      gesso_test_await       (GAsyncResult **result);

G_END_DECLS
