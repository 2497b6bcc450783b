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
 * @details: N_() (nullable): what else to know
 * @examples: (nullable): lines for the end of the help
 */
typedef struct
{
  const char *name;
  const char *arguments; /* N_() (nullable) */
  const char *summary;   /* N_() */
  int (*run) (GessoCli *cli, const char *name, GStrv *args);
  const char *details;
  const char *examples;
} GessoCliCommand;

/* gesso-cli.c */
/** Takes options out of @args by @entries; what is left is positional. FALSE: told what is wrong. */
gboolean        gesso_cli_parse         (GessoCli *cli, const char *name, const GOptionEntry *entries, GStrv *args);
/** The names of all commands, a space between each. Returns: (transfer full) */
char           *gesso_cli_join_commands (void);

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
/** "t3" or "3". Says nothing. */
gboolean        gesso_cli_parse_thread  (const char *text, gint64 *id);
/** "j5" or "5"; likewise. */
gboolean        gesso_cli_parse_job     (const char *text, gint64 *id);
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
/** "v12" of @letter and @id; nothing when that is 0. */
void            gesso_cli_set_id        (JsonObject *object, const char *name, char letter, gint64 id);
/** Nothing when @text is %NULL or empty. */
void            gesso_cli_set_text      (JsonObject *object, const char *name, const char *text);
/** Whole milliseconds: more digits would only be noise. */
void            gesso_cli_set_seconds   (JsonObject *object, const char *name, double seconds);
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
 * What every tool takes and this file needs; strings as given, or NULL.
 */
typedef struct
{
  char *model, *output, *thread;
  char **parameters; /* NAME=VALUE */
} GessoCliRun;

void            gesso_cli_run_clear     (GessoCliRun *run);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GessoCliRun, gesso_cli_run_clear)

/** A request for @tool with the model and parameters of @run. (nullable): told. */
GessoRequest   *gesso_cli_make_request  (GessoCli *cli, GessoTool tool, const GessoCliRun *run, int *code);
/** Sets a parameter from an option of its own; NULL leaves it. FALSE: told. */
gboolean        gesso_cli_set_parameter (GessoCli *cli, GessoRequest *request, const char *name, const char *text);
/** Adds a file or version as an input; the argument's @name is for the message. FALSE: told. */
gboolean        gesso_cli_add_image     (GessoCli *cli, GessoRequest *request, GessoInputRole role,
                                         const char *name, const char *text, int *code);
/** The same for what --image gave, "[ROLE=]IMAGE" each. */
gboolean        gesso_cli_add_further   (GessoCli *cli, GessoRequest *request, char **images, int *code);
/** Runs @request to its end and prints what it made. Returns: an exit code */
int             gesso_cli_run_request   (GessoCli *cli, GessoRequest *request, const char *source_name,
                                         const GessoCliRun *run);
/** What can be done about a job whose outcome is unknown. Returns: (transfer full) */
char           *gesso_cli_describe_choice (gint64 job_id);
/** Waits for @job and prints what it made; @output: (nullable): where it is saved too. Returns: an exit code */
int             gesso_cli_run_job       (GessoCli *cli, GessoJob *job, const char *output);

/* gesso-cli-replay.c */
/** The same with the steps that wait for it, until the last of them ends or one fails. */
int             gesso_cli_run_chain     (GessoCli *cli, GessoJob *first);

/* gesso-cli-frame.c */
/** GessoCliSides: what expand takes; strings as given, or NULL. */
typedef struct
{
  char *left, *right, *top, *bottom, *to;
} GessoCliSides;

void            gesso_cli_sides_clear   (GessoCliSides *sides);
/** Whether either @to or some sides are given. FALSE: told. */
gboolean        gesso_cli_sides_check   (const GessoCliSides *sides);
/** Of @request, which has its source. Returns: an exit code; what is wrong is told */
int             gesso_cli_set_frame     (GessoCli *cli, GessoRequest *request, const GessoCliSides *sides);

/* gesso-cli-bundle.c */
/** Whether a file of that name is a bundle. */
gboolean        gesso_cli_is_bundle     (const char *path);
/** Threads and versions by @words. Returns: an exit code; what went wrong is told. */
int             gesso_cli_export_bundle (GessoCli *cli, char **words, const char *output);
int             gesso_cli_import_bundle (GessoCli *cli, const char *path);

/* gesso-cli-progress.c */
typedef struct _GessoCliProgress GessoCliProgress;
/** A bar on the error output, when that is a terminal. */
GessoCliProgress *gesso_cli_progress_new  (GessoJob *job);
void              gesso_cli_progress_free (GessoCliProgress *self);

/* gesso-cli-secret.c */
/** A key from the terminal, unseen, or a line of the standard input. @provider: its title. (nullable): cancelled. */
GessoSecret    *gesso_cli_read_secret   (const char *provider);

/* gesso-cli-providers.c */
/** GessoCliReadiness: which keys there are, as of now; nothing is unlocked for it. */
typedef struct _GessoCliReadiness GessoCliReadiness;

GessoCliReadiness *gesso_cli_readiness_new         (GessoCli *cli);
void               gesso_cli_readiness_free        (GessoCliReadiness *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoCliReadiness, gesso_cli_readiness_free)
/** @words: (out) (transfer full): "Needs a key"; @nick: (out): the same for scripts. Returns: whether it can be used */
gboolean           gesso_cli_readiness_look        (GessoCliReadiness *self, const GessoProviderSpec *spec,
                                                    const char **nick, char **words);
/** "generate, edit" of bits. Returns: (transfer full) */
char              *gesso_cli_join_tools            (guint tools);
void               gesso_cli_set_tools             (JsonObject *object, guint tools);
/** @strings: (nullable): ended by %NULL */
void               gesso_cli_set_strings           (JsonObject *object, const char *name, const char *const *strings);

/* gesso-cli-schema.c */
/** @specs: (nullable): not known */
void               gesso_cli_print_parameters      (const GessoParameterSpec *specs);
/** Sizes, limits and parameters. */
void               gesso_cli_set_schema            (JsonObject *object, const GessoModelSpec *model);
/** "64 to 4096 pixels a side"; @all: or only the first of many. Returns: (transfer full) (nullable) */
char              *gesso_cli_describe_size         (const GessoModelSpec *model, gboolean all);

/* The commands, by family. */
int gesso_cli_make        (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_adjust      (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_recompose   (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_threads     (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_show        (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_search      (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_export      (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_replay      (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_import      (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_keys        (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_models      (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_providers   (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_jobs        (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_diagnose    (GessoCli *cli, const char *name, GStrv *args);
int gesso_cli_completions (GessoCli *cli, const char *name, GStrv *args);

G_END_DECLS
