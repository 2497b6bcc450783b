/* gesso-cli-private.h - what the commands share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-cli.h"
#include "gesso-studio.h"

G_BEGIN_DECLS

/**
 * GessoCli:
 * @cancellable: cancelled by Ctrl+C
 */
typedef struct
{
  char *data_dir;       /* (owned) (nullable) */
  gboolean json;
  GessoStudio *studio;  /* (owned) (nullable): open once gesso_cli_open() gave TRUE */
  GCancellable *cancellable;
  GessoJob *job;        /* (borrowed) (nullable): to be cancelled by Ctrl+C */
  guint interrupts[2];  /* sources */
} GessoCli;

/**
 * GessoCliCommand:
 * @arguments: what follows the options in the usage line
 * @run: gets the words after the command's name
 */
typedef struct
{
  const char *name;
  const char *arguments; /* N_() (nullable) */
  const char *summary;   /* N_() */
  int (*run) (GessoCli *cli, const char *name, GStrv *args);
} GessoCliCommand;

/* gesso-cli.c */
/** Takes options out of @args by @entries; what is left is positional. FALSE: told what is wrong. */
gboolean        gesso_cli_parse         (GessoCli *cli, const char *name, const GOptionEntry *entries, GStrv *args);

/* gesso-cli-session.c */
/** Opens the library. FALSE: told why not. */
gboolean        gesso_cli_open          (GessoCli *cli);
void            gesso_cli_close         (GessoCli *cli);
/** A GAsyncReadyCallback that keeps the result in a GAsyncResult **. */
void            gesso_cli_async_cb      (GObject *source, GAsyncResult *result, gpointer user_data);
/** Iterates until it did. Returns: (transfer none) */
GAsyncResult   *gesso_cli_wait          (GAsyncResult **result);

/** Says on the error output, as `gesso: …`, what is wrong. Returns: GESSO_CLI_WRONG_CALL */
int             gesso_cli_complain      (const char *format, ...) G_GNUC_PRINTF (1, 2);
/** @number: the picture that was asked for, from 1. Gives %GESSO_CLI_WRONG_CALL. */
int             gesso_cli_complain_of_image (GessoVersion *version, guint number);
/** The same of the file given for @argument. */
void            gesso_cli_complain_file (const char *argument, const char *path, const GError *error);
/** Says what @error says. Returns: the exit code for it, @failed where the class does not decide. */
int             gesso_cli_report        (const GError *error, int failed);

/* gesso-cli-ids.c */
/** "t3" or "3". FALSE and told when it is neither. */
gboolean        gesso_cli_parse_thread  (const char *text, gint64 *id);
/** "v12", "12" or "v12/2"; @image (0-based) is -1 when not named. Says nothing. */
gboolean        gesso_cli_parse_version (const char *text, gint64 *id, int *image);
/** The thread's id for @text, or 0 for NULL. FALSE: told that there is none. */
gboolean        gesso_cli_find_thread   (GessoCli *cli, const char *text, gint64 *id, int *code);
/** (nullable): told that there is none. */
GessoVersion   *gesso_cli_get_version   (GessoCli *cli, gint64 id, int *code);

/* gesso-cli-library.c */
/** Messages and versions of a thread, oldest first. Returns: (transfer full) (nullable): told */
GPtrArray      *gesso_cli_load_thread   (GessoCli *cli, gint64 id, int *code);

/* gesso-cli-output.c */
/** What one picture of a version is, on the standard output; @output (nullable): where it was saved too. */
void            gesso_cli_print_picture (GessoCli *cli, GessoVersion *version, guint image, const char *output);
/** A version with all its pictures; @outputs (nullable): as many. */
void            gesso_cli_print_version (GessoCli *cli, GessoVersion *version, GPtrArray *outputs);
void            gesso_cli_print_json    (JsonObject *object);
/** "2026-11-22T00:14:08Z" of microseconds since 1970. Returns: (transfer full) */
char           *gesso_cli_format_time   (gint64 time);

/* gesso-cli-save.c */
/** Whether @output names a format that can be written, in a folder that exists. FALSE: told. */
gboolean        gesso_cli_check_output  (const char *output);
/** "a.png" for one picture, "a-1.png", "a-2.png" … for several. Returns: (transfer full) */
char           *gesso_cli_number_output (const char *output, guint index, guint n);
/** Saves one picture. Returns: an exit code; what went wrong is told. */
int             gesso_cli_save_picture  (GessoCli *cli, GessoVersion *version, guint image, const char *output,
                                         int quality, gboolean with_recipe);

/* gesso-cli-job.c */
/**
 * GessoCliRun:
 *
 * What every tool takes; strings as given, or NULL.
 */
typedef struct
{
  char *model, *output, *thread;
  char **parameters; /* NAME=VALUE */
} GessoCliRun;

/* The options of GessoCliRun. */
#define GESSO_CLI_RUN_ENTRIES(run)                                                                             \
  { "model", 'm', 0, G_OPTION_ARG_FILENAME, &(run)->model, N_("The model to use, such as device/sketch"), N_("MODEL") }, \
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &(run)->output, N_("Save the picture here too; the ending gives the format"), N_("FILE") }, \
  { "thread", 't', 0, G_OPTION_ARG_FILENAME, &(run)->thread, N_("Add to this thread instead of a new one"), N_("ID") }, \
  { "param", 'p', 0, G_OPTION_ARG_FILENAME_ARRAY, &(run)->parameters, N_("Set a parameter of the model"), N_("NAME=VALUE") }

void            gesso_cli_run_clear     (GessoCliRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GessoCliRun, gesso_cli_run_clear)

/** A request for @tool with the model and parameters of @run. (nullable): told. */
GessoRequest   *gesso_cli_make_request  (GessoCli *cli, GessoTool tool, const GessoCliRun *run, int *code);
/** Sets a parameter from an option of its own; NULL leaves it. FALSE: told. */
gboolean        gesso_cli_set_parameter (GessoCli *cli, GessoRequest *request, const char *name, const char *text);
/** Adds a file or version as an input; the argument's @name is for the message. FALSE: told. */
gboolean        gesso_cli_add_image     (GessoCli *cli, GessoRequest *request, GessoInputRole role,
                                         const char *name, const char *text, int *code);
/** Runs @request to its end and prints what it made. Returns: an exit code */
int             gesso_cli_run_request   (GessoCli *cli, GessoRequest *request, const char *source_name,
                                         const GessoCliRun *run);

/* gesso-cli-progress.c */
typedef struct _GessoCliProgress GessoCliProgress;
/** A bar on the error output, when that is a terminal. */
GessoCliProgress *gesso_cli_progress_new  (GessoJob *job);
void              gesso_cli_progress_free (GessoCliProgress *self);

/* gesso-cli-secret.c */
/** A key from the terminal, unseen, or a line of the standard input. @provider: its title. (nullable): cancelled. */
GessoSecret    *gesso_cli_read_secret   (const char *provider);

/* The commands, by family. */
int gesso_cli_generate           (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_edit               (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_redux              (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_upscale            (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_remove_background  (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_replace_background (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_inpaint            (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_expand             (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_threads            (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_show               (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_search             (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_export             (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_import             (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_keys               (GessoCli *cli, const char *name, GStrv *args);

G_END_DECLS
