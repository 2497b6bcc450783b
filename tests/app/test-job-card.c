/* test-job-card.c - what a job that did not go well offers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-app-test.h"
#include "gesso-error.h"
#include "gesso-job-card.h"
#include "gesso-job-coming.h"
#include "gesso-job-private.h"
#include "gesso-test.h"
#include "gesso-texture.h"

static GessoJob *
make_job (void)
{
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_GENERATE, "openai/no-such-model");
  GessoJobRow row = { .id = 7, .state = GESSO_JOB_QUEUED };

  return gesso_job_new (&row, request);
}

static void
end_job (GessoJob     *job,
         GessoJobState state,
         GessoError    code)
{
  g_autoptr (GError) error = g_error_new_literal (GESSO_ERROR, (int) code, "It did not go well.");

  gesso_job_end (job, state, NULL, error);
}

static GtkWidget *
get_child (GtkWidget  *card,
           const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (card, GESSO_TYPE_JOB_CARD, name));
}

static GtkWidget *
make_card (AppFixture *fixture,
           GessoJob   *job)
{
  GtkWidget *card = g_object_ref_sink (gesso_job_card_new (gesso_studio_get_registry (fixture->studio)));

  gesso_job_card_set_job (GESSO_JOB_CARD (card), job);
  return card;
}

static void
test_waiting (AppFixture   *fixture,
              gconstpointer data)
{
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GtkWidget) card = NULL;

  if (fixture->studio == NULL)
    return;
  job = make_job ();
  card = make_card (fixture, job);
  g_assert_true (gtk_widget_get_visible (get_child (card, "cancel_button")));
  g_assert_false (gtk_widget_get_visible (get_child (card, "retry_button")));
  g_assert_false (gtk_widget_get_visible (get_child (card, "ways_on")));
  gesso_job_card_set_job (GESSO_JOB_CARD (card), NULL);
}

/* It may have been paid: that it is sent again has to be said. */
static void
test_unknown (AppFixture   *fixture,
              gconstpointer data)
{
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GtkWidget) card = NULL;

  if (fixture->studio == NULL)
    return;
  job = make_job ();
  card = make_card (fixture, job);
  end_job (job, GESSO_JOB_UNKNOWN, GESSO_ERROR_NETWORK);
  g_assert_false (gtk_widget_get_visible (get_child (card, "retry_button")));
  g_assert_true (gtk_widget_get_visible (get_child (card, "send_button")));
  g_assert_true (gtk_widget_get_visible (get_child (card, "let_go_button")));
  g_assert_false (gtk_widget_get_visible (get_child (card, "keys_button")));
  g_assert_false (gtk_widget_get_visible (get_child (card, "again_button")));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (get_child (card, "error"))), ==, "It did not go well.");
  gesso_job_card_set_job (GESSO_JOB_CARD (card), NULL);
}

static void
test_missing_key (AppFixture   *fixture,
                  gconstpointer data)
{
  static const GessoError codes[] = { GESSO_ERROR_INVALID_KEY, GESSO_ERROR_QUOTA_EXHAUSTED, GESSO_ERROR_KEYRING };

  if (fixture->studio == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (GessoJob) job = make_job ();
      g_autoptr (GtkWidget) card = make_card (fixture, job);
      GtkWidget *button = get_child (card, "keys_button");

      end_job (job, GESSO_JOB_FAILED, codes[i]);
      g_assert_true (gtk_widget_get_visible (button));
      g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==,
                       codes[i] == GESSO_ERROR_KEYRING ? "app.show-keys" : "app.add-key");
      g_assert_cmpstr (g_variant_get_string (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (button)), NULL), ==,
                       "openai");
      g_assert_true (gtk_widget_get_visible (get_child (card, "retry_button")));
      gesso_job_card_set_job (GESSO_JOB_CARD (card), NULL);
    }
}

/* One way on has a button with words: again, or with something changed. */
static void
test_other_failure (AppFixture   *fixture,
                    gconstpointer data)
{
  static const struct
  {
    GessoError code;
    gboolean again;
    const char *edit;
  } ways[] = {
    { GESSO_ERROR_CONTENT_REFUSED, FALSE, "Change…" },
    { GESSO_ERROR_BAD_INPUT, FALSE, "Change…" },
    { GESSO_ERROR_UNSUPPORTED, FALSE, "Choose Another Model…" },
    { GESSO_ERROR_RATE_LIMITED, TRUE, "Change…" },
    { GESSO_ERROR_TRANSIENT, TRUE, "Change…" },
    { GESSO_ERROR_BAD_ANSWER, TRUE, "Change…" },
  };

  if (fixture->studio == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GessoJob) job = make_job ();
      g_autoptr (GtkWidget) card = make_card (fixture, job);

      end_job (job, GESSO_JOB_FAILED, ways[i].code);
      g_assert_true (gtk_widget_get_visible (get_child (card, "ways_on")));
      g_assert_cmpint (gtk_widget_get_visible (get_child (card, "again_button")), ==, ways[i].again);
      g_assert_cmpint (gtk_widget_get_visible (get_child (card, "retry_button")), ==, !ways[i].again);
      g_assert_true (gtk_widget_get_visible (get_child (card, "edit_button")));
      g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get_child (card, "edit_button"))), ==, ways[i].edit);
      gesso_job_card_set_job (GESSO_JOB_CARD (card), NULL);
    }
}

/* The sentence is shown, what the vendor said only when asked for. */
static void
test_words (AppFixture   *fixture,
            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GtkWidget) card = NULL;
  g_autofree char *message = gesso_error_join_words ("It did not go well.", "{\"code\": 1} — or so");

  if (fixture->studio == NULL)
    return;
  job = make_job ();
  card = make_card (fixture, job);
  g_assert_false (gtk_widget_get_visible (get_child (card, "words_button")));
  error = g_error_new_literal (GESSO_ERROR, GESSO_ERROR_BAD_INPUT, message);
  gesso_job_end (job, GESSO_JOB_FAILED, NULL, error);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (get_child (card, "error"))), ==, "It did not go well.");
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (get_child (card, "words"))), ==, "{\"code\": 1} — or so");
  g_assert_true (gtk_widget_get_visible (get_child (card, "words_button")));
  gesso_job_card_set_job (GESSO_JOB_CARD (card), NULL);
}

/* What was stopped says whether it is charged. */
static void
test_cancelled (AppFixture   *fixture,
                gconstpointer data)
{
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "It may still be charged.");
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GtkWidget) card = NULL;

  if (fixture->studio == NULL)
    return;
  job = make_job ();
  card = make_card (fixture, job);
  gesso_job_end (job, GESSO_JOB_CANCELLED, NULL, error);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (get_child (card, "error"))), ==, "It may still be charged.");
  g_assert_true (gtk_widget_get_visible (get_child (card, "error")));
  gesso_job_card_set_job (GESSO_JOB_CARD (card), NULL);
}

/* One of several: which it is, and what waits for it. */
static void
test_step (AppFixture   *fixture,
           gconstpointer data)
{
  g_autoptr (GPtrArray) coming = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_GENERATE, "openai/no-such-model");
  g_autoptr (GessoJob) job = NULL;
  g_autoptr (GtkWidget) card = NULL;
  GessoJobRow row = { .id = 7, .state = GESSO_JOB_QUEUED };

  if (fixture->studio == NULL)
    return;
  g_ptr_array_add (coming, gesso_request_new (GESSO_TOOL_UPSCALE, "device/resample"));
  gesso_request_set_step (request, 2, 3);
  row.coming = gesso_job_coming_to_json (coming, 0);
  job = gesso_job_new (&row, request);
  g_free (row.coming);
  card = make_card (fixture, job);
  g_assert_true (g_str_has_prefix (gtk_label_get_label (GTK_LABEL (get_child (card, "state"))), "Step 2 of 3 · "));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (get_child (card, "error"))), ==, "");
  end_job (job, GESSO_JOB_FAILED, GESSO_ERROR_TRANSIENT);
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (get_child (card, "error"))), "It did not go well.\n"));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (get_child (card, "error"))), "1 step waits"));
  gesso_job_card_set_job (GESSO_JOB_CARD (card), NULL);
}

#define ADD(path, func) g_test_add (path, AppFixture, NULL, app_fixture_set_up, func, app_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  gesso_renderer_choose ();
  g_test_init (&argc, &argv, NULL);
  ADD ("/app/job-card/waiting", test_waiting);
  ADD ("/app/job-card/unknown", test_unknown);
  ADD ("/app/job-card/missing-key", test_missing_key);
  ADD ("/app/job-card/other-failure", test_other_failure);
  ADD ("/app/job-card/words", test_words);
  ADD ("/app/job-card/cancelled", test_cancelled);
  ADD ("/app/job-card/step", test_step);
  return g_test_run ();
}
