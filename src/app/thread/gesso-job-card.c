/* gesso-job-card.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-job-card.h"
#include "gesso-template.h"

struct _GessoJobCard
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkSpinner *spinner;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *state;
  GtkLabel *error;
  GtkProgressBar *progress;
  GtkWidget *cancel_button;
  GtkWidget *retry_button;
  GtkWidget *dismiss_button;
  GtkWidget *ways_on;
  GtkWidget *send_button;
  GtkWidget *let_go_button;
  GtkButton *keys_button;
  GtkWidget *again_button;
  GtkButton *edit_button;
  GtkWidget *words_button;
  GtkLabel *words;

  GessoProviderRegistry *registry; /* (owned) */
  GessoJob *job;                   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (GessoJobCard, gesso_job_card, GTK_TYPE_WIDGET)

/* job.run: any of the window's job actions, for this job. */
static void
run_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  GessoJobCard *self = GESSO_JOB_CARD (widget);

  if (self->job != NULL)
    gtk_widget_activate_action (widget, g_variant_get_string (parameter, NULL), "x", gesso_job_get_id (self->job));
}

static char *
make_title (GessoJobCard *self)
{
  GessoRequest *request = gesso_job_get_request (self->job);
  const char *tool = gesso_tool_get_title (gesso_request_get_tool (request));
  const char *model = gesso_request_get_model (request);
  const GessoModelSpec *spec = NULL;

  if (model == NULL)
    return g_strdup (tool);
  if (gesso_provider_registry_find (self->registry, model, &spec, NULL) != NULL && spec != NULL)
    model = _(spec->title);
  /* Translators: a tool and the model that runs it: “Inpaint · Patch fill”. */
  return g_strdup_printf (C_("tool and model", "%s · %s"), tool, model);
}

/* (nullable) */
static GessoProvider *
find_provider (GessoJobCard          *self,
               const GessoModelSpec **spec)
{
  const char *model = gesso_request_get_model (gesso_job_get_request (self->job));

  *spec = NULL;
  return model != NULL ? gesso_provider_registry_find (self->registry, model, spec, NULL) : NULL;
}

/* What the artist can do about a failure, the most likely first. */
typedef enum
{
  WAY_KEYS,  /* add one, or see to the keyring */
  WAY_AGAIN, /* the same once more */
  WAY_EDIT,  /* something else */
  WAY_SEND,  /* the same once more, though it may be paid twice */
  WAY_NONE,
} Way;

static Way
get_way (GessoJob *job)
{
  const GError *error = gesso_job_get_error (job);
  GessoJobState state = gesso_job_get_state (job);

  if (!gesso_job_state_is_final (state) || state == GESSO_JOB_COMPLETED)
    return WAY_NONE;
  if (state == GESSO_JOB_UNKNOWN)
    return WAY_SEND;
  if (error == NULL || error->domain != GESSO_ERROR)
    return WAY_AGAIN;
  switch (error->code)
    {
    case GESSO_ERROR_INVALID_KEY:
    case GESSO_ERROR_QUOTA_EXHAUSTED:
    case GESSO_ERROR_KEYRING:
      return WAY_KEYS;
    case GESSO_ERROR_CONTENT_REFUSED:
    case GESSO_ERROR_BAD_INPUT:
    case GESSO_ERROR_UNSUPPORTED:
      return WAY_EDIT;
    default:
      return WAY_AGAIN;
    }
}

static void
show_buttons (GessoJobCard *self)
{
  gboolean ended = gesso_job_state_is_final (gesso_job_get_state (self->job));
  gboolean unknown = gesso_job_get_state (self->job) == GESSO_JOB_UNKNOWN;
  gboolean chained = gesso_job_get_coming (self->job)->len > 0;
  Way way = get_way (self->job);

  gtk_widget_set_visible (self->cancel_button, !ended);
  /* What may be paid twice has a button with words, and the first way on has one too. */
  gtk_widget_set_visible (self->retry_button, ended && !unknown && way != WAY_AGAIN && !chained);
  gtk_widget_set_visible (self->again_button, way == WAY_AGAIN || (chained && ended && !unknown));
  gtk_button_set_label (GTK_BUTTON (self->again_button), chained ? _("Continue") : _("Try Again"));
  gtk_widget_set_visible (self->send_button, unknown);
  gtk_widget_set_visible (self->let_go_button, unknown);
  gtk_widget_set_visible (self->dismiss_button, ended && !unknown);
  gtk_widget_set_visible (GTK_WIDGET (self->edit_button), ended);
}

/* Whether it still charges is told before, too: nobody should find out afterwards. */
static void
show_cancel (GessoJobCard *self)
{
  const GessoModelSpec *spec;
  GessoProvider *provider = find_provider (self, &spec);
  GessoJobState state = gesso_job_get_state (self->job);
  gboolean sent = state == GESSO_JOB_SUBMITTING || state == GESSO_JOB_PENDING || state == GESSO_JOB_GENERATING;
  gboolean charges = sent && spec != NULL && spec->price != 0 && !gesso_provider_get_spec (provider)->on_device;
  const char *text = charges ? _("Cancel (what was sent may be charged all the same)") : _("Cancel");

  gtk_widget_set_tooltip_text (self->cancel_button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->cancel_button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* A job that waits its turn has made none. */
static void
show_progress (GessoJobCard *self)
{
  GessoJobState state = gesso_job_get_state (self->job);
  double fraction = gesso_job_get_fraction (self->job);

  gtk_widget_set_visible (GTK_WIDGET (self->progress), state != GESSO_JOB_QUEUED && !gesso_job_state_is_final (state));
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (fraction, 1));
}

static const char *
get_icon_name (GessoJobState state)
{
  switch ((int) state)
    {
    case GESSO_JOB_QUEUED:
      return "content-loading-symbolic";
    case GESSO_JOB_CANCELLED:
      return "process-stop-symbolic";
    default:
      return "dialog-warning-symbolic";
    }
}

static void
show_icon (GessoJobCard *self)
{
  GessoJobState state = gesso_job_get_state (self->job);
  gboolean busy = state != GESSO_JOB_QUEUED && !gesso_job_state_is_final (state);

  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !busy);
  gtk_image_set_from_icon_name (self->icon, get_icon_name (state));
}

/* What becomes of the steps behind a run that has ended without a picture. (nullable) */
static char *
make_coming (GessoJob *job)
{
  guint n = gesso_job_get_coming (job)->len;
  GessoJobState state = gesso_job_get_state (job);

  if (n == 0 || !gesso_job_state_is_final (state) || state == GESSO_JOB_COMPLETED)
    return NULL;
  /* Translators: %u is how many runs were to be made of the picture of this one. */
  return g_strdup_printf (ngettext ("What was made before it is kept. %u step waits, and follows once this one is made.",
                                    "What was made before it is kept. %u steps wait, and follow once this one is made.", n), n);
}

/* One sentence, and what waits; the vendor's own words are there when asked for. */
static void
show_error (GessoJobCard *self)
{
  const GError *error = gesso_job_get_error (self->job);
  g_autofree char *words = NULL;
  g_autofree char *sentence = error != NULL ? gesso_error_split_words (error->message, &words) : NULL;
  g_autofree char *coming = make_coming (self->job);
  g_autofree char *text = g_strconcat (sentence != NULL ? sentence : "", sentence != NULL && coming != NULL ? "\n" : "",
                                       coming != NULL ? coming : "", NULL);

  gtk_label_set_label (self->error, text);
  gtk_widget_set_visible (GTK_WIDGET (self->error), *text != '\0');
  gtk_label_set_label (self->words, words != NULL ? words : "");
  gtk_widget_set_visible (self->words_button, words != NULL);
}

static void
show_ways_on (GessoJobCard *self)
{
  const GError *error = gesso_job_get_error (self->job);
  const char *model = gesso_request_get_model (gesso_job_get_request (self->job));
  g_auto (GStrv) parts = g_strsplit (model != NULL ? model : "", "/", 2);
  gboolean keyring = g_error_matches (error, GESSO_ERROR, GESSO_ERROR_KEYRING);
  Way way = get_way (self->job);

  if (way == WAY_KEYS)
    {
      gtk_button_set_label (self->keys_button, keyring ? _("Show Keys…") : _("Add a Key…"));
      gtk_actionable_set_action_target (GTK_ACTIONABLE (self->keys_button), "s", parts[0] != NULL ? parts[0] : "");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->keys_button), keyring ? "app.show-keys" : "app.add-key");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->keys_button), way == WAY_KEYS);
  gtk_button_set_label (self->edit_button, g_error_matches (error, GESSO_ERROR, GESSO_ERROR_UNSUPPORTED)
                                               ? _("Choose Another Model…")
                                               : _("Change…"));
  gtk_widget_set_visible (self->ways_on, way != WAY_NONE);
}

static void
job_changed_cb (GessoJobCard *self)
{
  show_icon (self);
  show_buttons (self);
  show_cancel (self);
  show_progress (self);
  show_error (self);
  show_ways_on (self);
  gesso_job_card_update_time (self);
}

static void
gesso_job_card_dispose (GObject *object)
{
  GessoJobCard *self = GESSO_JOB_CARD (object);

  if (self->job != NULL)
    gesso_job_card_set_job (self, NULL);
  gesso_template_dispose (GTK_WIDGET (self), GESSO_TYPE_JOB_CARD);
  g_clear_object (&self->registry);
  G_OBJECT_CLASS (gesso_job_card_parent_class)->dispose (object);
}

static void
gesso_job_card_class_init (GessoJobCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = gesso_job_card_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, GESSO_RESOURCE_PATH "/ui/gesso-job-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, spinner);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, icon);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, title);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, state);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, error);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, progress);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, retry_button);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, dismiss_button);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, again_button);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, edit_button);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, keys_button);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, let_go_button);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, words);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, words_button);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, send_button);
  gtk_widget_class_bind_template_child (widget_class, GessoJobCard, ways_on);
  gtk_widget_class_install_action (widget_class, "job.run", "s", run_action);
  gtk_widget_class_set_css_name (widget_class, "jobcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
gesso_job_card_init (GessoJobCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
gesso_job_card_new (GessoProviderRegistry *registry)
{
  GessoJobCard *self = g_object_new (GESSO_TYPE_JOB_CARD, NULL);

  self->registry = g_object_ref (registry);
  return GTK_WIDGET (self);
}

void
gesso_job_card_set_job (GessoJobCard *self,
                        GessoJob     *job)
{
  g_autofree char *title = NULL;

  g_return_if_fail (GESSO_IS_JOB_CARD (self));
  g_return_if_fail (job == NULL || GESSO_IS_JOB (job));

  if (self->job != NULL)
    g_signal_handlers_disconnect_by_func (self->job, job_changed_cb, self);
  g_set_object (&self->job, job);
  if (job == NULL)
    {
      gtk_spinner_stop (self->spinner);
      return;
    }

  title = make_title (self);
  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (job, "notify", G_CALLBACK (job_changed_cb), self, G_CONNECT_SWAPPED);
  job_changed_cb (self);
}

/* "Sent, 34 s" */
static char *
capitalize (const char *words)
{
  gunichar first = g_unichar_toupper (g_utf8_get_char (words));
  char start[7] = { 0 };

  g_unichar_to_utf8 (first, start);
  return g_strconcat (start, g_utf8_next_char (words), NULL);
}

static char *
make_own_state (GessoJob *job)
{
  GessoJobState state = gesso_job_get_state (job);
  g_autofree char *detail = gesso_job_dup_detail (job);
  int seconds = (int) gesso_job_get_elapsed (job);

  if (detail != NULL && *detail != '\0')
    return capitalize (detail);
  if (gesso_job_state_is_final (state) || seconds < 1)
    return g_strdup (gesso_job_state_get_title (state));
  /* Translators: the state of a run, then minutes and seconds since it began: “Working… 0:12”. */
  return g_strdup_printf (_("%s %d:%02d"), gesso_job_state_get_title (state), seconds / 60, seconds % 60);
}

/* With its place among the steps that are made of one another. */
static char *
make_state (GessoJob *job)
{
  GessoRequest *request = gesso_job_get_request (job);
  g_autofree char *own = make_own_state (job);

  if (gesso_request_get_n_steps (request) < 2)
    return g_steal_pointer (&own);
  /* Translators: which of several runs that are made of one another this is, then its state: “Step 2 of 3 · Working… 0:12”. */
  return g_strdup_printf (_("Step %1$u of %2$u · %3$s"), gesso_request_get_step (request),
                          gesso_request_get_n_steps (request), own);
}

void
gesso_job_card_update_time (GessoJobCard *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (GESSO_IS_JOB_CARD (self));

  if (self->job == NULL)
    return;

  text = make_state (self->job);
  gtk_label_set_label (self->state, text);
  if (gesso_job_get_fraction (self->job) < 0)
    gtk_progress_bar_pulse (self->progress);
}
