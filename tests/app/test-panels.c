/* test-panels.c - preferences, pickers and jobs in every look, photographed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "gesso-error.h"
#include "gesso-job-card.h"
#include "gesso-job-private.h"
#include "gesso-key-dialog.h"
#include "gesso-model-picker.h"
#include "gesso-parameter-panel.h"
#include "gesso-preferences.h"
#include "gesso-test.h"
#include "gesso-texture.h"
#include "photograph.h"

/* Preferences are a window of this size at most, over the wide one. */
#define PREFERENCES_WIDTH  640
#define PREFERENCES_HEIGHT 800

static void
set_scheme (const PhotographLook *look)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), look->scheme);
}

static GessoStudioKey *
add_key (GPtrArray        *keys,
         const char       *provider,
         const char       *label,
         GessoKeyCondition condition,
         const char       *reason)
{
  GessoStudioKey *key = g_new0 (GessoStudioKey, 1);
  g_autofree char *fingerprint = g_strdup_printf ("k-3f9a2c7%u", keys->len);

  key->key = gesso_key_new (provider, label, keys->len);
  g_free (key->key->fingerprint);
  key->key->fingerprint = g_strdup (fingerprint);
  key->state = gesso_key_state_new (provider, fingerprint);
  key->state->condition = condition;
  key->state->reason = g_strdup (reason);
  g_ptr_array_add (keys, key);
  return key;
}

static void
give_keys (GessoKeyList *list,
           const char   *problem)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) gesso_studio_key_free);
  gint64 now = g_get_real_time ();
  GessoStudioKey *key;

  key = add_key (keys, "openai", "Work", GESSO_KEY_USABLE, NULL);
  key->state->uses = 128;
  key->state->failures = 3;
  key->state->last_used = now - 2 * G_TIME_SPAN_HOUR;
  key = add_key (keys, "openai", "Private", GESSO_KEY_EXHAUSTED, "There is no credit left at OpenAI: add some there, or use another key.");
  key->state->until = now + 5 * G_TIME_SPAN_HOUR;
  key = add_key (keys, "openai", "The old one", GESSO_KEY_INVALID, "OpenAI does not accept this key: check it in the preferences.");
  key->state->uses = 4012;
  key->state->last_used = now - 40 * G_TIME_SPAN_DAY;
  key = add_key (keys, "openai", "Studio", GESSO_KEY_RESTING, NULL);
  key->state->until = now + 12 * G_TIME_SPAN_SECOND;
  key = add_key (keys, "openai", "OPENAI_API_KEY", GESSO_KEY_USABLE, NULL);
  key->key->variable = g_strdup ("OPENAI_API_KEY");
  add_key (keys, "fal", "", GESSO_KEY_USABLE, NULL);
  add_key (keys, "replicate", "Work", GESSO_KEY_INVALID, "Replicate does not accept this key.");
  gesso_key_list_take (list, keys, g_strdup (problem));
}

static void
test_preferences (AppFixture   *fixture,
                  gconstpointer data)
{
  const PhotographLook *look = data;
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);
  g_autoptr (GSettings) settings = NULL;
  GtkWidget *preferences;

  if (fixture->studio == NULL)
    return;
  set_scheme (look);
  settings = g_settings_new ("art.gesso.Gesso");
  preferences = gesso_preferences_new (settings, fixture->studio, list);
  gtk_window_set_modal (GTK_WINDOW (preferences), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (preferences), MIN (look->width, PREFERENCES_WIDTH),
                               MIN (look->height, PREFERENCES_HEIGHT));
  gtk_window_present (GTK_WINDOW (preferences));
  photograph (preferences, "preferences-general", look);
  give_keys (list, NULL);
  gesso_preferences_show_provider (GESSO_PREFERENCES (preferences), "");
  photograph (preferences, "preferences-providers", look);
  give_keys (list, "The keyring is locked, and nobody unlocked it. Unlock it, then try again.");
  photograph (preferences, "preferences-keyring-locked", look);
  give_keys (list, NULL);
  gesso_preferences_show_provider (GESSO_PREFERENCES (preferences), "openai");
  photograph (preferences, "preferences-provider", look);
  g_assert_cmpuint (photograph_count_colors (), >, 16);
  gtk_window_destroy (GTK_WINDOW (preferences));
}

static void
test_add_key (AppFixture   *fixture,
              gconstpointer data)
{
  const PhotographLook *look = data;
  GtkWidget *dialog;

  if (fixture->studio == NULL)
    return;
  set_scheme (look);
  dialog = gesso_key_dialog_new (fixture->studio, "openai");
  gesso_key_dialog_set_key (GESSO_KEY_DIALOG (dialog), "not-a-real-key");
  gtk_window_set_modal (GTK_WINDOW (dialog), FALSE);
  gtk_window_present (GTK_WINDOW (dialog));
  photograph (dialog, "add-key", look);
  g_assert_cmpuint (photograph_count_colors (), >, 16);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* As in the composer's popover. */
static void
test_picker (AppFixture   *fixture,
             gconstpointer data)
{
  const PhotographLook *look = data;
  g_autoptr (GessoKeyList) list = gesso_key_list_new (NULL);
  GtkWidget *window, *box, *picker, *panel;
  const GessoModelSpec *spec;

  if (fixture->studio == NULL)
    return;
  set_scheme (look);
  give_keys (list, NULL);
  window = gtk_window_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  picker = gesso_model_picker_new (gesso_studio_get_registry (fixture->studio), list);
  panel = gesso_parameter_panel_new ();
  gesso_model_picker_set_tool (GESSO_MODEL_PICKER (picker), GESSO_TOOL_EXPAND);
  gesso_model_picker_set_model (GESSO_MODEL_PICKER (picker), "openai/gpt-image-1");
  spec = gesso_model_picker_get_spec (GESSO_MODEL_PICKER (picker));
  gesso_parameter_panel_set_specs (GESSO_PARAMETER_PANEL (panel), spec != NULL ? spec->parameters : NULL);
  gtk_box_append (GTK_BOX (box), picker);
  gtk_box_append (GTK_BOX (box), panel);
  gtk_window_set_default_size (GTK_WINDOW (window), 400, 700);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  photograph (window, "settings", look);
  gesso_model_picker_open (GESSO_MODEL_PICKER (picker));
  photograph (GTK_WIDGET (gesso_model_picker_get_list (GESSO_MODEL_PICKER (picker))), "picker", look);
  g_assert_cmpuint (photograph_count_colors (), >, 16);
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (
      GTK_WIDGET (gesso_model_picker_get_list (GESSO_MODEL_PICKER (picker))), GTK_TYPE_POPOVER)));
  app_test_settle ();
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
add_card (AppFixture *fixture,
          GtkWidget  *box,
          const char *model,
          GessoJob  **job)
{
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_GENERATE, model);
  GessoJobRow row = { .id = 7, .state = GESSO_JOB_QUEUED };
  GtkWidget *card = gesso_job_card_new (gesso_studio_get_registry (fixture->studio));

  *job = gesso_job_new (&row, request);
  gesso_job_card_set_job (GESSO_JOB_CARD (card), *job);
  gtk_box_append (GTK_BOX (box), card);
  return card;
}

static void
add_ended (AppFixture   *fixture,
           GtkWidget    *box,
           const char   *model,
           GessoJobState state,
           int           code,
           const char   *message)
{
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GError) error = g_error_new_literal (state == GESSO_JOB_CANCELLED ? G_IO_ERROR : GESSO_ERROR, code, message);

  add_card (fixture, box, model, &job);
  gesso_job_end (job, state, NULL, error);
}

static void
add_running (AppFixture   *fixture,
             GtkWidget    *box,
             GessoJobState state,
             GessoJobStage stage,
             double        seconds)
{
  g_autoptr (GessoJob) job = NULL;
  GtkWidget *card = add_card (fixture, box, "fal/flux-pro-kontext", &job);

  gesso_job_begin (job);
  gesso_job_set_stage (job, stage, seconds);
  gesso_job_set_state (job, state);
  gesso_job_card_update_time (GESSO_JOB_CARD (card));
}

static void
test_jobs (AppFixture   *fixture,
           gconstpointer data)
{
  const PhotographLook *look = data;
  GtkWidget *window, *box;

  if (fixture->studio == NULL)
    return;
  set_scheme (look);
  window = gtk_window_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  add_running (fixture, box, GESSO_JOB_PENDING, GESSO_JOB_STAGE_LIMIT, 12);
  add_running (fixture, box, GESSO_JOB_GENERATING, GESSO_JOB_STAGE_RUNNING, -1);
  add_ended (fixture, box, "openai/gpt-image-1", GESSO_JOB_FAILED, GESSO_ERROR_INVALID_KEY,
             "OpenAI does not accept this key: check it in the preferences. — Incorrect API key provided.");
  add_ended (fixture, box, "openai/gpt-image-1", GESSO_JOB_FAILED, GESSO_ERROR_CONTENT_REFUSED,
             "OpenAI refused the content: change the prompt or the picture. — Your request was rejected by the safety system.");
  add_ended (fixture, box, "fal/flux-pro-kontext", GESSO_JOB_FAILED, GESSO_ERROR_TRANSIENT,
             "fal has a problem of its own just now: try again in a while.");
  add_ended (fixture, box, "fal/flux-pro-kontext", GESSO_JOB_UNKNOWN, GESSO_ERROR_NETWORK,
             "The connection to fal was lost before its answer came: look at your usage there before you send this "
             "again, as it may have been charged.");
  add_ended (fixture, box, "fal/flux-pro-kontext", GESSO_JOB_CANCELLED, G_IO_ERROR_CANCELLED,
             "fal had begun with it, so it may still be charged.");
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), MIN (look->width, 640), look->height);
  gtk_window_present (GTK_WINDOW (window));
  photograph (window, "jobs", look);
  g_assert_cmpuint (photograph_count_colors (), >, 16);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
add_tests (const char *name,
           void (*test) (AppFixture *, gconstpointer))
{
  for (guint i = 0; i < G_N_ELEMENTS (photograph_looks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/app/panels/%s/%s", name, photograph_looks[i].name);

      g_test_add (path, AppFixture, &photograph_looks[i], app_fixture_set_up, test, app_fixture_tear_down);
    }
}

int
main (int    argc,
      char **argv)
{
  gesso_renderer_choose ();
  g_test_init (&argc, &argv, NULL);
  add_tests ("preferences", test_preferences);
  add_tests ("add-key", test_add_key);
  add_tests ("picker", test_picker);
  add_tests ("jobs", test_jobs);
  return g_test_run ();
}
