/* gesso-cli-fixture.h - the real program, started in an empty library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "gesso-image.h"

G_BEGIN_DECLS

/**
 * CliFixture:
 * @folder: where the program runs; file names are relative to it
 * @out: what the last run wrote
 * @code: how it ended; 128 + n for signal n
 */
typedef struct
{
  char *folder, *data_dir;
  char *out, *err;
  int code;
} CliFixture;

void         cli_fixture_set_up    (CliFixture *fixture, gconstpointer data);
void         cli_fixture_tear_down (CliFixture *fixture, gconstpointer data);

/** Starts `gesso --data-dir …` with the words of @line, split as a shell would. No display, no D-Bus. */
GSubprocess *cli_start             (CliFixture *fixture, const char *line);
/** Waits for its end and keeps what it wrote. No line may be a CRITICAL or WARNING. */
void         cli_finish            (CliFixture *fixture, GSubprocess *process);
/** Both; @format is the line. */
void         cli_run               (CliFixture *fixture, const char *format, ...) G_GNUC_PRINTF (2, 3);
/** The same, and it must end well. */
void         cli_run_well          (CliFixture *fixture, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** Runs a line of bash in the folder, where `gesso` is the program with the fixture's library; as cli_run(). */
void         cli_run_shell         (CliFixture *fixture, const char *script);

/** Object on line @n of the output. (transfer full) */
JsonObject  *cli_get_json          (CliFixture *fixture, guint n);
guint        cli_count_lines       (CliFixture *fixture);

/** Writes a picture of noise, @width × @height × @channels. */
void         cli_write_picture     (CliFixture *fixture, const char *name, guint width, guint height, guint channels);
/** Writes a mask, white inside the rectangle. */
void         cli_write_mask        (CliFixture *fixture, const char *name, guint width, guint height,
                                    const GessoRect *white);
/** Changes the library behind its back. */
void         cli_execute_sql       (CliFixture *fixture, const char *sql);
char        *cli_path              (CliFixture *fixture, const char *name);
/** Decodes a file; a name relative to the folder, or a path. */
GessoImage  *cli_read_picture      (CliFixture *fixture, const char *name);

G_END_DECLS
