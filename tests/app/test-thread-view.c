/* test-thread-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-job-card.h"
#include "gesso-message-row.h"
#include "gesso-picture-grid.h"
#include "gesso-picture-layout.h"
#include "gesso-picture-tile.h"
#include "gesso-test.h"
#include "gesso-texture-cache.h"
#include "gesso-thread-view.h"
#include "gesso-thumbnails.h"
#include "gesso-version-card.h"
#include "gesso-virtual-list.h"
#include "studio-fixture.h"

#define WIDTH 700
#define HEIGHT 600

typedef struct
{
  StudioFixture base;
  GessoThread *thread;
  GessoThreadView *view; /* in the window */
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  studio_fixture_set_up (&fixture->base);
  fixture->thread = studio_fixture_add_thread (&fixture->base, "A thread");
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->thread);
  studio_fixture_tear_down (&fixture->base);
}

static GessoVirtualList *
find_list (Fixture *fixture)
{
  g_autoptr (GPtrArray) lists = studio_fixture_find_all (GTK_WIDGET (fixture->view), GESSO_TYPE_VIRTUAL_LIST);

  return lists->len > 0 ? g_ptr_array_index (lists, 0) : NULL;
}

static guint
get_n_rows (Fixture *fixture)
{
  GessoVirtualList *list = find_list (fixture);

  return list != NULL ? g_list_model_get_n_items (gesso_virtual_list_get_model (list)) : 0;
}

static gboolean
is_page_shown (Fixture    *fixture,
               const char *page)
{
  GtkWidget *stack = gtk_widget_get_first_child (GTK_WIDGET (fixture->view));

  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), page);
}

static gboolean
is_loaded (gpointer user_data)
{
  return !is_page_shown (user_data, "loading");
}

static void
show_view (Fixture *fixture)
{
  fixture->view = g_object_new (GESSO_TYPE_THREAD_VIEW, "studio", fixture->base.studio, "thread", fixture->thread, NULL);
  studio_fixture_show (&fixture->base, GTK_WIDGET (fixture->view), WIDTH, HEIGHT);
  studio_fixture_wait (is_loaded, fixture);
  studio_fixture_settle (&fixture->base);
}

/* The only mapped widget of @type. */
static gpointer
find_one (Fixture *fixture,
          GType    type)
{
  g_autoptr (GPtrArray) found = studio_fixture_find_all (GTK_WIDGET (fixture->view), type);

  g_assert_cmpuint (found->len, ==, 1);
  return g_ptr_array_index (found, 0);
}

static guint
count (Fixture *fixture,
       GType    type)
{
  g_autoptr (GPtrArray) found = studio_fixture_find_all (GTK_WIDGET (fixture->view), type);

  return found->len;
}

static gboolean
has_label (Fixture    *fixture,
           const char *text)
{
  return studio_fixture_find_label (GTK_WIDGET (fixture->view), text) != NULL;
}

static void
test_empty (Fixture      *fixture,
            gconstpointer data)
{
  show_view (fixture);
  g_assert_true (is_page_shown (fixture, "empty"));
  studio_fixture_add_message (&fixture->base, fixture->thread, GESSO_MESSAGE_USER, "hello");
  studio_fixture_settle (&fixture->base);
  g_assert_true (is_page_shown (fixture, "list"));
  g_assert_true (has_label (fixture, "hello"));
  gesso_thread_view_set_thread (fixture->view, NULL);
  studio_fixture_settle (&fixture->base);
  g_assert_true (is_page_shown (fixture, "empty"));
}

static void
test_rows (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (GessoVersion) version = NULL;

  studio_fixture_add_message (&fixture->base, fixture->thread, GESSO_MESSAGE_USER, "a harbour");
  version = studio_fixture_add_version (&fixture->base, fixture->thread, NULL, 1);
  studio_fixture_add_message (&fixture->base, fixture->thread, GESSO_MESSAGE_ASSISTANT, "Here it is.");
  show_view (fixture);
  g_assert_cmpuint (count (fixture, GESSO_TYPE_MESSAGE_ROW), ==, 2);
  g_assert_true (gesso_version_card_get_version (find_one (fixture, GESSO_TYPE_VERSION_CARD)) == version);
  g_assert_true (has_label (fixture, "Here it is."));
  g_assert_true (has_label (fixture, "Just now"));
}

/* A prompt that a message above says already is not said again. */
static void
test_prompt (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GessoVersion) alone = NULL, answer = NULL;
  GessoVersionDraft *draft = gesso_version_draft_new ();

  draft->tool = GESSO_TOOL_GENERATE;
  draft->prompt = g_strdup ("an answer");
  draft->message_id = studio_fixture_add_message (&fixture->base, fixture->thread, GESSO_MESSAGE_USER, "a question");
  answer = studio_fixture_add_version (&fixture->base, fixture->thread, draft, 1);
  alone = studio_fixture_add_version (&fixture->base, fixture->thread, NULL, 1);
  show_view (fixture);
  g_assert_false (has_label (fixture, "an answer"));
  g_assert_true (has_label (fixture, "a harbour"));
}

static GessoVersion *
add_checked_version (Fixture *fixture,
                     gint64   changed,
                     gboolean new_picture)
{
  GessoVersionDraft *draft = gesso_version_draft_new ();

  draft->tool = GESSO_TOOL_INPAINT;
  for (guint i = 0; i < 1; i++)
    {
      GessoVersionImage *image = gesso_version_draft_add_image (draft);
      g_autoptr (GessoVersion) other = studio_fixture_add_version (&fixture->base, fixture->thread, NULL, 1);

      image->blob = g_strdup (gesso_version_get_image (other, 0)->blob);
      image->mime = g_strdup ("image/png");
      image->width = image->height = 100;
      image->protected_pixels = 3412880;
      image->changed_pixels = changed;
      image->new_picture = new_picture;
    }
  return studio_fixture_add_version (&fixture->base, fixture->thread, draft, 0);
}

static void
test_verdict (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GessoVersion) good = NULL, bad = NULL;

  good = add_checked_version (fixture, 0, FALSE);
  bad = add_checked_version (fixture, 1234, FALSE);
  show_view (fixture);
  g_assert_true (has_label (fixture, "0 of 3\u202f412\u202f880 protected pixels changed"));
  g_assert_true (has_label (fixture, "1\u202f234 of 3\u202f412\u202f880 protected pixels changed"));
}

static void
test_new_picture (Fixture      *fixture,
                  gconstpointer data)
{
  static const char *const sentence = "This reply is a new picture, not an edit";
  g_autoptr (GessoVersion) edit = add_checked_version (fixture, 0, FALSE), stranger = NULL;

  show_view (fixture);
  g_assert_false (has_label (fixture, sentence));
  stranger = add_checked_version (fixture, 0, TRUE);
  studio_fixture_settle (&fixture->base);
  g_assert_true (has_label (fixture, sentence));
  g_assert_true (has_label (fixture, "Whole Reply"));
}

static void
test_card_actions (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GessoVersion) version = studio_fixture_add_version (&fixture->base, fixture->thread, NULL, 3);
  g_autofree char *first = g_strdup_printf ("use-as-source (%" G_GINT64_FORMAT ", 0)", gesso_version_get_id (version));
  g_autofree char *third = g_strdup_printf ("trash-version (%" G_GINT64_FORMAT ", 2)", gesso_version_get_id (version));
  g_autofree char *shown = g_strdup_printf ("show-version (%" G_GINT64_FORMAT ", 1)", gesso_version_get_id (version));
  g_autoptr (GPtrArray) tiles = NULL;
  GtkWidget *card;

  show_view (fixture);
  card = find_one (fixture, GESSO_TYPE_VERSION_CARD);
  tiles = studio_fixture_find_all (card, GESSO_TYPE_PICTURE_TILE);
  g_assert_cmpuint (tiles->len, ==, 3);

  gtk_widget_activate_action (card, "version.run", "s", "win.use-as-source");
  gtk_widget_grab_focus (g_ptr_array_index (tiles, 2));
  gtk_widget_activate_action (card, "version.run", "s", "win.trash-version");
  g_signal_emit_by_name (g_ptr_array_index (tiles, 1), "activate");
  g_assert_cmpuint (fixture->base.activated->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (fixture->base.activated, 0), ==, first);
  g_assert_cmpstr (g_ptr_array_index (fixture->base.activated, 1), ==, third);
  g_assert_cmpstr (g_ptr_array_index (fixture->base.activated, 2), ==, shown);
}

static void
compare_cb (GessoThreadView *view,
            GessoVersion    *version,
            guint            image,
            gboolean         held,
            GString         *log)
{
  g_string_append_printf (log, "%" G_GINT64_FORMAT ":%u:%s ", gesso_version_get_id (version), image,
                          held ? "held" : "released");
}

/* What happens when a key goes down and up again with the focus on @widget. */
static void
type_space (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (!GTK_IS_EVENT_CONTROLLER_KEY (controller))
        continue;
      g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_space, 65, 0, &handled);
      /* The key repeats while it is held. */
      g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_space, 65, 0, &handled);
      g_signal_emit_by_name (controller, "key-released", GDK_KEY_space, 65, 0);
    }
}

static void
test_compare (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (GessoVersion) parent = studio_fixture_add_version (&fixture->base, fixture->thread, NULL, 1);
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GessoVersion) child = NULL;
  g_autoptr (GPtrArray) cards = NULL;
  g_autofree char *expected = NULL;
  GessoVersionDraft *draft = gesso_version_draft_new ();

  draft->tool = GESSO_TOOL_UPSCALE;
  draft->parent_id = gesso_version_get_id (parent);
  child = studio_fixture_add_version (&fixture->base, fixture->thread, draft, 1);
  show_view (fixture);
  g_signal_connect (fixture->view, "compare-version", G_CALLBACK (compare_cb), log);
  cards = studio_fixture_find_all (GTK_WIDGET (fixture->view), GESSO_TYPE_VERSION_CARD);
  g_assert_cmpuint (cards->len, ==, 2);
  for (guint i = 0; i < cards->len; i++)
    type_space (g_ptr_array_index (cards, i));
  /* The first one has nothing to be compared with. */
  expected = g_strdup_printf ("%" G_GINT64_FORMAT ":0:held %" G_GINT64_FORMAT ":0:released ",
                              gesso_version_get_id (child), gesso_version_get_id (child));
  g_assert_cmpstr (log->str, ==, expected);
}

static void
test_trash (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (GessoVersion) version = studio_fixture_add_version (&fixture->base, fixture->thread, NULL, 1);

  studio_fixture_add_message (&fixture->base, fixture->thread, GESSO_MESSAGE_USER, "stays");
  show_view (fixture);
  g_assert_cmpuint (count (fixture, GESSO_TYPE_VERSION_CARD), ==, 1);
  studio_fixture_trash_version (&fixture->base, version, TRUE);
  studio_fixture_settle (&fixture->base);
  g_assert_cmpuint (count (fixture, GESSO_TYPE_VERSION_CARD), ==, 0);
  studio_fixture_trash_version (&fixture->base, version, FALSE);
  studio_fixture_settle (&fixture->base);
  g_assert_cmpuint (count (fixture, GESSO_TYPE_VERSION_CARD), ==, 1);
}

static gboolean
has_no_jobs (gpointer user_data)
{
  Fixture *fixture = user_data;

  return g_list_model_get_n_items (G_LIST_MODEL (gesso_studio_get_queue (fixture->base.studio))) == 0;
}

static GessoJob *
submit (Fixture    *fixture,
        const char *prompt)
{
  g_autoptr (GessoRequest) request = gesso_request_new (GESSO_TOOL_GENERATE, "device/sketch");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoJob *job;

  gesso_request_set_prompt (request, prompt);
  gesso_studio_submit_async (fixture->base.studio, gesso_thread_get_id (fixture->thread), request, NULL,
                             gesso_test_async_cb, &result);
  gesso_test_await (&result);
  job = gesso_studio_submit_finish (fixture->base.studio, result, &error);
  g_assert_no_error (error);
  return job;
}

/* A run is a row of its own until its version takes its place. */
static void
test_job (Fixture      *fixture,
          gconstpointer data)
{
  g_autoptr (GessoJob) job = NULL;

  show_view (fixture);
  job = submit (fixture, "a harbour at night");
  studio_fixture_settle (&fixture->base);
  g_assert_cmpuint (get_n_rows (fixture), ==, 2);
  studio_fixture_wait (has_no_jobs, fixture);
  studio_fixture_settle (&fixture->base);
  g_assert_cmpuint (get_n_rows (fixture), ==, 2);
  g_assert_cmpuint (count (fixture, GESSO_TYPE_JOB_CARD), ==, 0);
  g_assert_cmpuint (count (fixture, GESSO_TYPE_VERSION_CARD), ==, 1);
}

static gboolean
is_job_over (gpointer user_data)
{
  return gesso_job_state_is_final (gesso_job_get_state (user_data));
}

static void
test_cancelled_job (Fixture      *fixture,
                    gconstpointer data)
{
  g_autoptr (GessoJob) job = NULL;
  g_autofree char *expected = NULL;

  show_view (fixture);
  job = submit (fixture, "a harbour at night");
  gesso_job_cancel (job);
  studio_fixture_wait (is_job_over, job);
  studio_fixture_settle (&fixture->base);
  g_assert_cmpint (gesso_job_get_state (job), ==, GESSO_JOB_CANCELLED);
  g_assert_true (has_label (fixture, gesso_job_state_get_title (GESSO_JOB_CANCELLED)));

  gtk_widget_activate_action (find_one (fixture, GESSO_TYPE_JOB_CARD), "job.run", "s", "win.dismiss-job");
  expected = g_strdup_printf ("dismiss-job %" G_GINT64_FORMAT, gesso_job_get_id (job));
  g_assert_cmpuint (fixture->base.activated->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->base.activated, 0), ==, expected);
  gesso_job_queue_dismiss (gesso_studio_get_queue (fixture->base.studio), job);
  studio_fixture_settle (&fixture->base);
  g_assert_cmpuint (count (fixture, GESSO_TYPE_JOB_CARD), ==, 0);
}

/* Jobs of other threads are not this one's business. */
static void
test_other_thread (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (GessoThread) other = studio_fixture_add_thread (&fixture->base, "Another");
  g_autoptr (GessoJob) job = NULL;

  studio_fixture_add_message (&fixture->base, other, GESSO_MESSAGE_USER, "elsewhere");
  show_view (fixture);
  job = submit (fixture, "a harbour");
  gesso_thread_view_set_thread (fixture->view, other);
  studio_fixture_wait (is_loaded, fixture);
  studio_fixture_settle (&fixture->base);
  g_assert_cmpuint (get_n_rows (fixture), ==, 1);
  g_assert_true (has_label (fixture, "elsewhere"));
  gesso_job_cancel (job);
  studio_fixture_wait (is_job_over, job);
}

typedef struct
{
  Fixture *fixture;
  guint n_rows;
} Expected;

static gboolean
has_rows (gpointer user_data)
{
  Expected *expected = user_data;

  return get_n_rows (expected->fixture) >= expected->n_rows;
}

static gboolean
first_is_shown (gpointer user_data)
{
  return has_label (user_data, "message 0");
}

/* More than two pages; the oldest is found by going back through all of them. */
static void
test_older (Fixture      *fixture,
            gconstpointer data)
{
  const guint n = 450;
  Expected expected = { fixture, 64 };
  gint64 first = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("message %u", i);
      gint64 id = studio_fixture_add_message (&fixture->base, fixture->thread, GESSO_MESSAGE_ASSISTANT, text);

      if (i == 0)
        first = id;
    }
  show_view (fixture);
  studio_fixture_wait (has_rows, &expected);
  studio_fixture_settle (&fixture->base);
  g_assert_true (has_label (fixture, "message 449"));
  g_assert_cmpuint (get_n_rows (fixture), <, n);

  gesso_thread_view_scroll_to_message (fixture->view, first);
  studio_fixture_wait (first_is_shown, fixture);
  g_assert_cmpuint (get_n_rows (fixture), ==, n);
  g_assert_cmpuint (gesso_virtual_list_get_n_widgets (find_list (fixture)), <, 60);

  gesso_thread_view_scroll_to_end (fixture->view);
  studio_fixture_settle (&fixture->base);
  g_assert_true (has_label (fixture, "message 449"));
}

static void
test_at_end (Fixture      *fixture,
             gconstpointer data)
{
  for (guint i = 0; i < 40; i++)
    studio_fixture_add_message (&fixture->base, fixture->thread, GESSO_MESSAGE_ASSISTANT, "one of many");
  show_view (fixture);
  g_assert_true (gesso_virtual_list_get_at_end (find_list (fixture)));
  studio_fixture_add_message (&fixture->base, fixture->thread, GESSO_MESSAGE_USER, "the newest");
  studio_fixture_settle (&fixture->base);
  g_assert_true (has_label (fixture, "the newest"));
  g_assert_true (gesso_virtual_list_get_at_end (find_list (fixture)));
}

static gboolean
is_another_shown (gpointer user_data)
{
  Fixture *fixture = user_data;

  return is_page_shown (fixture, "list") && get_n_rows (fixture) != 60;
}

/* A thread is found again where it was left; one left at its end, at its end. */
static void
test_place_kept (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GessoThread) other = studio_fixture_add_thread (&fixture->base, "Other");
  guint position, again;
  double y, y_again;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *text = g_strdup_printf ("Message %u\nwith\nlines", i);

      studio_fixture_add_message (&fixture->base, fixture->thread, GESSO_MESSAGE_USER, text);
    }
  studio_fixture_add_message (&fixture->base, other, GESSO_MESSAGE_USER, "alone");
  show_view (fixture);
  gesso_virtual_list_scroll_to (find_list (fixture), 20);
  studio_fixture_settle (&fixture->base);
  g_assert_true (gesso_virtual_list_get_place (find_list (fixture), &position, &y));

  gesso_thread_view_set_thread (fixture->view, other);
  studio_fixture_wait (is_another_shown, fixture);
  gesso_thread_view_set_thread (fixture->view, fixture->thread);
  studio_fixture_wait (is_loaded, fixture);
  studio_fixture_settle (&fixture->base);
  g_assert_true (gesso_virtual_list_get_place (find_list (fixture), &again, &y_again));
  g_assert_cmpuint (again, ==, position);
  g_assert_cmpfloat (y_again, ==, y);

  gesso_thread_view_scroll_to_end (fixture->view);
  studio_fixture_settle (&fixture->base);
  gesso_thread_view_set_thread (fixture->view, other);
  studio_fixture_wait (is_another_shown, fixture);
  gesso_thread_view_set_thread (fixture->view, fixture->thread);
  studio_fixture_wait (is_loaded, fixture);
  studio_fixture_settle (&fixture->base);
  g_assert_true (gesso_virtual_list_get_at_end (find_list (fixture)));
}

static GessoThread *
find_thread (Fixture *fixture,
             gint64   id)
{
  GessoStore *store = gesso_studio_get_store (fixture->base.studio);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GessoThread *thread;

  gesso_store_get_thread_async (store, id, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  thread = gesso_store_get_thread_finish (store, result, &error);
  g_assert_no_error (error);
  return thread;
}

static gboolean
is_row_20_shown (gpointer user_data)
{
  return has_label (user_data, "Message 20");
}

/* Closes everything, and finds the thread again. */
static void
restart (Fixture *fixture)
{
  gint64 id = gesso_thread_get_id (fixture->thread);

  g_clear_object (&fixture->thread);
  studio_fixture_reopen (&fixture->base);
  fixture->thread = find_thread (fixture, id);
}

typedef struct
{
  Fixture *fixture;
  const char *text; /* of a row */
  GArray *tops;     /* (element-type float): of that row, in every frame that shows the list */
} Watch;

static float
get_top (Fixture    *fixture,
         const char *text)
{
  GtkWidget *label = studio_fixture_find_label (GTK_WIDGET (fixture->view), text);
  graphene_rect_t bounds;

  g_assert_nonnull (label);
  g_assert_true (gtk_widget_compute_bounds (label, GTK_WIDGET (fixture->view), &bounds));
  return bounds.origin.y;
}

static void
painted_cb (Watch *watch)
{
  float top;

  if (!is_page_shown (watch->fixture, "list"))
    return;
  top = get_top (watch->fixture, watch->text);
  g_array_append_val (watch->tops, top);
}

static void
realized_cb (GtkWidget *view,
             Watch     *watch)
{
  g_signal_connect_swapped (gtk_widget_get_frame_clock (view), "after-paint", G_CALLBACK (painted_cb), watch);
}

static void
show_watched (Fixture *fixture,
              Watch   *watch)
{
  fixture->view = g_object_new (GESSO_TYPE_THREAD_VIEW, "studio", fixture->base.studio, "thread", fixture->thread, NULL);
  g_signal_connect (fixture->view, "realize", G_CALLBACK (realized_cb), watch);
  studio_fixture_show (&fixture->base, GTK_WIDGET (fixture->view), WIDTH, HEIGHT);
  studio_fixture_wait (is_loaded, fixture);
  studio_fixture_settle (&fixture->base);
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (GTK_WIDGET (fixture->view)), painted_cb, watch);
}

/* Also on a page that is not the first, and from the first frame on. */
static void
test_place_restart (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GArray) tops = g_array_new (FALSE, FALSE, sizeof (float));
  Watch watch = { fixture, "Message 20", tops };
  gint64 wanted = 0;
  float top;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *text = g_strdup_printf (i % 2 ? "Message %u\nof\nmore lines" : "Message %u", i);
      gint64 id = studio_fixture_add_message (&fixture->base, fixture->thread, GESSO_MESSAGE_ASSISTANT, text);

      if (i == 20)
        wanted = id;
    }
  show_view (fixture);
  gesso_thread_view_scroll_to_message (fixture->view, wanted);
  studio_fixture_wait (is_row_20_shown, fixture);
  gesso_virtual_list_set_place (find_list (fixture), 20, -7);
  studio_fixture_settle (&fixture->base);
  top = get_top (fixture, watch.text);

  restart (fixture);
  show_watched (fixture, &watch);
  g_assert_cmpuint (tops->len, >, 0);
  for (guint i = 0; i < tops->len; i++)
    g_assert_cmpfloat (g_array_index (tops, float, i), ==, top);

  gesso_thread_view_scroll_to_end (fixture->view);
  studio_fixture_settle (&fixture->base);
  restart (fixture);
  show_view (fixture);
  g_assert_true (gesso_virtual_list_get_at_end (find_list (fixture)));
}

/* What a thread was left at may be in the trash by now, or never have been there. */
static void
test_place_gone (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct { gint64 id; double y; guint position; } cases[] = {
    { 0, 11, 20 }, { 1, 11, 0 }, { G_MAXINT64 / 4, 0, 39 }, { -5, 1e300, 0 },
  };
  g_autoptr (GessoVersion) version = NULL;

  for (guint i = 0; i < 40; i++)
    {
      studio_fixture_add_message (&fixture->base, fixture->thread, GESSO_MESSAGE_ASSISTANT, "one of many\nmessages");
      if (i == 19)
        version = studio_fixture_add_version (&fixture->base, fixture->thread, NULL, 1);
    }
  studio_fixture_trash_version (&fixture->base, version, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GessoThreadPlace place = { i == 0 ? gesso_version_get_id (version) : cases[i].id, FALSE, cases[i].y };
      GessoStore *store = gesso_studio_get_store (fixture->base.studio);
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      guint position;
      double y;

      gesso_store_keep_place_async (store, gesso_thread_get_id (fixture->thread), &place, NULL, gesso_test_async_cb,
                                    &result);
      gesso_test_await (&result);
      g_assert_true (gesso_store_keep_place_finish (store, result, &error));
      g_assert_no_error (error);
      if (i == 0)
        show_view (fixture);
      else
        {
          gesso_thread_view_set_thread (fixture->view, fixture->thread);
          studio_fixture_wait (is_loaded, fixture);
          studio_fixture_settle (&fixture->base);
        }
      g_assert_true (gesso_virtual_list_get_place (find_list (fixture), &position, &y));
      g_assert_cmpuint (position, ==, cases[i].position);
      gesso_thread_view_set_thread (fixture->view, NULL);
    }
}

static gboolean
is_needle_shown (gpointer user_data)
{
  Fixture *fixture = user_data;
  GtkWidget *label = studio_fixture_find_label (GTK_WIDGET (fixture->view), "A needle in it");
  graphene_rect_t bounds;

  return label != NULL && gtk_widget_compute_bounds (label, GTK_WIDGET (fixture->view), &bounds)
         && bounds.origin.y >= 0 && bounds.origin.y < HEIGHT
         && studio_fixture_find_label (GTK_WIDGET (fixture->view), "1 of 1") != NULL;
}

static gboolean
is_not_found_said (gpointer user_data)
{
  Fixture *fixture = user_data;

  return studio_fixture_find_label (GTK_WIDGET (fixture->view), "Not found") != NULL;
}

/* Also what lies before the pages loaded. */
static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  GtkEditable *entry;
  guint position, position_after;
  double y, y_after;

  for (guint i = 0; i < 260; i++)
    studio_fixture_add_message (&fixture->base, fixture->thread, GESSO_MESSAGE_USER,
                                i == 4 ? "A needle in it" : "Hay");
  show_view (fixture);
  gesso_thread_view_find (fixture->view);
  studio_fixture_settle (&fixture->base);
  entry = find_one (fixture, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (entry, "Needle");
  studio_fixture_wait (is_needle_shown, fixture);
  /* The keyboard goes on from what was found, and nothing moves. */
  g_assert_true (gesso_virtual_list_get_place (find_list (fixture), &position, &y));
  gtk_search_bar_set_search_mode (find_one (fixture, GTK_TYPE_SEARCH_BAR), FALSE);
  studio_fixture_settle (&fixture->base);
  g_assert_true (gtk_widget_get_focus_child (GTK_WIDGET (find_list (fixture))) ==
                 gesso_virtual_list_find_row (find_list (fixture), 4));
  g_assert_true (gesso_virtual_list_get_place (find_list (fixture), &position_after, &y_after));
  g_assert_cmpuint (position_after, ==, position);
  g_assert_cmpfloat (y_after, ==, y);
  gesso_thread_view_find (fixture->view);
  studio_fixture_settle (&fixture->base);

  gtk_editable_set_text (entry, "thread");
  studio_fixture_wait (is_not_found_said, fixture);
}

/* The window may go while pictures are still on their way. */
static void
test_close_early (Fixture      *fixture,
                  gconstpointer data)
{
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (GessoVersion) version = studio_fixture_add_version (&fixture->base, fixture->thread, NULL, 4);
    }
  fixture->view = g_object_new (GESSO_TYPE_THREAD_VIEW, "studio", fixture->base.studio, "thread", fixture->thread, NULL);
  studio_fixture_show (&fixture->base, GTK_WIDGET (fixture->view), WIDTH, HEIGHT);
}

static int
get_min_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

static void
test_narrow (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (GessoVersion) version = NULL;

  studio_fixture_add_message (&fixture->base, fixture->thread, GESSO_MESSAGE_USER,
                              "Averyveryveryveryveryveryveryveryveryverylongwordthatmustbebrokensomewhere to fit");
  version = studio_fixture_add_version (&fixture->base, fixture->thread, NULL, 2);
  fixture->view = g_object_new (GESSO_TYPE_THREAD_VIEW, "studio", fixture->base.studio, "thread", fixture->thread, NULL);
  studio_fixture_show (&fixture->base, GTK_WIDGET (fixture->view), 360, HEIGHT);
  studio_fixture_wait (is_loaded, fixture);
  studio_fixture_settle (&fixture->base);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->view)), ==, 360);
  /* The style sheet adds 12 pixels on each side. */
  g_assert_cmpint (get_min_width (find_one (fixture, GESSO_TYPE_VERSION_CARD)), <=, 360 - 24);
  g_assert_cmpint (get_min_width (find_one (fixture, GESSO_TYPE_MESSAGE_ROW)), <=, 360 - 24);
}

static void
test_thumbnails (Fixture      *fixture,
                 gconstpointer data)
{
  g_autoptr (GessoThumbnails) thumbnails = gesso_thumbnails_new (fixture->base.studio);
  g_autoptr (GessoVersion) version = studio_fixture_add_version (&fixture->base, fixture->thread, NULL, 1);
  const char *blob = gesso_version_get_image (version, 0)->blob;
  g_autofree char *missing_blob = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "nothing", -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL, cancelled = NULL, missing = NULL;
  g_autoptr (GdkTexture) texture = NULL, none = NULL;
  g_autoptr (GError) error = NULL;

  /* Pictures of other tests may look the same. */
  gesso_texture_cache_set_bound (gesso_texture_cache_get_default (), 0);
  gesso_texture_cache_set_bound (gesso_texture_cache_get_default (), 64 << 20);
  g_assert_null (gesso_thumbnails_find (thumbnails, blob, 256));
  gesso_thumbnails_load_async (thumbnails, blob, 100, NULL, gesso_test_async_cb, &result);
  gesso_test_await (&result);
  texture = gesso_thumbnails_load_finish (thumbnails, result, &error);
  g_assert_no_error (error);
  g_assert_true (gesso_thumbnails_find (thumbnails, blob, 256) == texture);
  g_assert_null (gesso_thumbnails_find (thumbnails, blob, 1024));

  g_cancellable_cancel (cancellable);
  gesso_thumbnails_load_async (thumbnails, blob, 512, cancellable, gesso_test_async_cb, &cancelled);
  gesso_test_await (&cancelled);
  none = gesso_thumbnails_load_finish (thumbnails, cancelled, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (none);
  g_clear_error (&error);

  gesso_thumbnails_load_async (thumbnails, missing_blob, 512, NULL, gesso_test_async_cb, &missing);
  gesso_test_await (&missing);
  none = gesso_thumbnails_load_finish (thumbnails, missing, &error);
  g_assert_nonnull (error);
  g_assert_null (none);
}

/* Pictures of a version neither overlap nor leave the width, whatever their shapes. */
static void
test_picture_layout (Fixture      *fixture,
                     gconstpointer data)
{
  const guint sizes[][2] = { { 8192, 8192 }, { 30000, 1 }, { 1, 30000 }, { 512, 768 }, { 4, 4 }, { 0, 0 }, { 100, 90 } };
  g_autoptr (GessoVersion) source = studio_fixture_add_version (&fixture->base, fixture->thread, NULL, 1);

  for (guint n = 1; n <= G_N_ELEMENTS (sizes); n++)
    {
      GessoVersionDraft *draft = gesso_version_draft_new ();
      g_autoptr (GessoVersion) version = NULL;

      draft->tool = GESSO_TOOL_GENERATE;
      for (guint i = 0; i < n; i++)
        {
          GessoVersionImage *image = gesso_version_draft_add_image (draft);

          image->blob = g_strdup (gesso_version_get_image (source, 0)->blob);
          image->mime = g_strdup ("image/png");
          image->width = MAX (1, sizes[i][0]);
          image->height = MAX (1, sizes[i][1]);
        }
      version = studio_fixture_add_version (&fixture->base, fixture->thread, draft, 0);
      for (int width = 240; width < 1000; width += 37)
        {
          GdkRectangle places[G_N_ELEMENTS (sizes)];
          int height = gesso_picture_layout_place (version, width, places);

          g_assert_cmpint (height, ==, gesso_picture_layout_place (version, width, NULL));
          for (guint i = 0; i < n; i++)
            {
              g_assert_cmpint (places[i].width, >, 0);
              g_assert_cmpint (places[i].height, >, 0);
              g_assert_cmpint (places[i].x, >=, 0);
              g_assert_cmpint (places[i].x + places[i].width, <=, width + 1);
              g_assert_cmpint (places[i].y + places[i].height, <=, height);
              for (guint j = 0; j < i; j++)
                g_assert_false (gdk_rectangle_intersect (&places[i], &places[j], NULL));
            }
        }
    }
}

static void
test_no_display (void)
{
  g_test_skip ("No display");
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/thread/view/empty", test_empty },
    { "/thread/view/rows", test_rows },
    { "/thread/view/prompt", test_prompt },
    { "/thread/view/verdict", test_verdict },
    { "/thread/view/new-picture", test_new_picture },
    { "/thread/view/card-actions", test_card_actions },
    { "/thread/view/compare", test_compare },
    { "/thread/view/trash", test_trash },
    { "/thread/view/job", test_job },
    { "/thread/view/cancelled-job", test_cancelled_job },
    { "/thread/view/other-thread", test_other_thread },
    { "/thread/view/older", test_older },
    { "/thread/view/at-end", test_at_end },
    { "/thread/view/place-kept", test_place_kept },
    { "/thread/view/place-restart", test_place_restart },
    { "/thread/view/place-gone", test_place_gone },
    { "/thread/view/find", test_find },
    { "/thread/view/close-early", test_close_early },
    { "/thread/view/narrow", test_narrow },
    { "/thread/view/thumbnails", test_thumbnails },
    { "/thread/view/picture-layout", test_picture_layout },
  };

  g_test_init (&argc, &argv, NULL);
  if (!studio_fixture_can_run ())
    {
      g_test_add_func ("/thread/view/no-display", test_no_display);
      return g_test_run ();
    }
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);

  return g_test_run ();
}
