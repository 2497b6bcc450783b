/* gesso-cli-session.c - opening, waiting, complaining
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "gesso-cli-private.h"
#include "gesso-error.h"

static const int interrupt_signals[] = { SIGINT, SIGTERM };

int
gesso_cli_complain (const char *format,
                    ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  fprintf (stderr, "gesso: %s\n", text);
  return GESSO_CLI_WRONG_CALL;
}

int
gesso_cli_complain_of_image (GessoVersion *version,
                             guint         number)
{
  guint n = gesso_version_get_n_images (version);
  g_autofree char *name = g_strdup_printf ("v%" G_GINT64_FORMAT, gesso_version_get_id (version));

  /* Translators: %1$s is a version such as v12, %2$u the number of its picture, %3$u how many it has. */
  return gesso_cli_complain (_("Version %1$s has no picture %2$u; its pictures are numbered up to %3$u."),
                             name, number, n);
}

void
gesso_cli_complain_file (const char   *argument,
                         const char   *path,
                         const GError *error)
{
  g_autofree char *name = g_path_get_basename (path);

  if (strstr (error->message, name) != NULL)
    /* Translators: an argument's name (IMAGE, --mask), then a sentence that says what is wrong. */
    gesso_cli_complain (_("%s: %s"), argument, error->message);
  else
    /* Translators: an argument's name (IMAGE, --mask), a file, and a sentence that says what is wrong. */
    gesso_cli_complain (_("%s “%s”: %s"), argument, path, error->message);
}

int
gesso_cli_report (const GError *error,
                  int           failed)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gesso_cli_complain ("%s", _("Cancelled."));
      return GESSO_CLI_CANCELLED;
    }
  gesso_cli_complain ("%s", error->message);
  if (g_error_matches (error, GESSO_ERROR, GESSO_ERROR_STORAGE))
    return GESSO_CLI_NO_STORE;
  return failed;
}

void
gesso_cli_async_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  GAsyncResult **out = user_data;

  *out = g_object_ref (result);
}

GAsyncResult *
gesso_cli_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* The first one cancels in good order; a second one finds the system's own handler. */
static gboolean
interrupt_cb (gpointer user_data)
{
  GessoCli *cli = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (interrupt_signals); i++)
    cli->interrupts[i] = 0;
  g_cancellable_cancel (cli->cancellable);
  if (cli->job != NULL)
    gesso_job_cancel (cli->job);
  return G_SOURCE_REMOVE;
}

gboolean
gesso_cli_open (GessoCli *cli)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const char *notice;

  for (guint i = 0; i < G_N_ELEMENTS (interrupt_signals); i++)
    cli->interrupts[i] = g_unix_signal_add (interrupt_signals[i], interrupt_cb, cli);
  cli->studio = gesso_studio_new (cli->data_dir, NULL);
  /* What another run left open goes on in the window, not behind a script's back. */
  gesso_studio_open_async (cli->studio, FALSE, cli->cancellable, gesso_cli_async_cb, &result);
  if (!gesso_studio_open_finish (cli->studio, gesso_cli_wait (&result), &error))
    {
      gesso_cli_complain ("%s", error->message);
      return FALSE;
    }
  notice = gesso_store_get_notice (gesso_studio_get_store (cli->studio));
  if (notice != NULL)
    gesso_cli_complain ("%s", notice);
  return TRUE;
}

void
gesso_cli_close (GessoCli *cli)
{
  g_autoptr (GAsyncResult) result = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (interrupt_signals); i++)
    g_clear_handle_id (&cli->interrupts[i], g_source_remove);
  if (cli->studio == NULL)
    return;
  gesso_studio_close_async (cli->studio, gesso_cli_async_cb, &result);
  gesso_studio_close_finish (cli->studio, gesso_cli_wait (&result), NULL);
  g_clear_object (&cli->studio);
}
