/* gesso-background.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-app"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-background.h"
#include "gesso-portal.h"

/* After the last job: its notification waits for its picture, and a run in
 * steps begins the next one. */
#define REST_MS 2500

struct _GessoBackground
{
  GObject parent_instance;

  GApplication *application; /* (owned) */
  GessoStudio *studio;       /* (owned) */
  GCancellable *cancellable; /* (owned) */
  guint rest_source;
  guint told; /* how many jobs the desktop knows of */
};

enum
{
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GessoBackground, gesso_background, G_TYPE_OBJECT)

static void
gesso_background_dispose (GObject *object)
{
  GessoBackground *self = GESSO_BACKGROUND (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_object (&self->studio);
  if (self->application != NULL)
    g_application_release (self->application);
  g_clear_object (&self->application);
  G_OBJECT_CLASS (gesso_background_parent_class)->dispose (object);
}

static void
gesso_background_finalize (GObject *object)
{
  g_object_unref (GESSO_BACKGROUND (object)->cancellable);
  G_OBJECT_CLASS (gesso_background_parent_class)->finalize (object);
}

static void
gesso_background_class_init (GessoBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_background_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_background_finalize;
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static void
gesso_background_init (GessoBackground *self)
{
  self->cancellable = g_cancellable_new ();
}

guint
gesso_background_count_jobs (GessoStudio *studio)
{
  GListModel *queue = G_LIST_MODEL (gesso_studio_get_queue (studio));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (queue); i++)
    {
      g_autoptr (GessoJob) job = g_list_model_get_item (queue, i);

      n += !gesso_job_state_is_final (gesso_job_get_state (job));
    }
  return n;
}

static gboolean
rested_cb (gpointer user_data)
{
  GessoBackground *self = GESSO_BACKGROUND (user_data);

  self->rest_source = 0;
  if (gesso_background_count_jobs (self->studio) == 0)
    g_signal_emit (self, signals[FINISHED], 0);
  return G_SOURCE_REMOVE;
}

static void
set_status (GessoBackground *self,
            guint            n)
{
  g_autofree char *sentence = NULL;
  GVariantDict options;

  if (n == self->told || !gesso_portal_is_needed ())
    return;
  self->told = n;
  /* Translators: shown by the desktop beside the program's name, while it has no window. */
  sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Making %u picture", "Making %u pictures", n), n);
  g_variant_dict_init (&options, NULL);
  g_variant_dict_insert (&options, "message", "s", sentence);
  gesso_portal_tell ("Background", "SetStatus", g_variant_new ("(@a{sv})", g_variant_dict_end (&options)));
}

static void
queue_changed_cb (GessoBackground *self)
{
  guint n = gesso_background_count_jobs (self->studio);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  if (n == 0)
    self->rest_source = g_timeout_add (REST_MS, rested_cb, self);
  else
    set_status (self, n);
}

static void
consent_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) results = gesso_portal_request_finish (result, &error);
  gboolean allowed = FALSE;

  if (results != NULL)
    g_variant_lookup (results, "background", "b", &allowed);
  /* It goes on all the same: what is cut off goes on at the next start. */
  if (!allowed && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The desktop may end the work in the background: %s", error != NULL ? error->message : "not allowed");
}

static void
ask_for_consent (GessoBackground *self)
{
  g_autoptr (GVariantBuilder) arguments = g_variant_builder_new (G_VARIANT_TYPE_TUPLE);
  g_autoptr (GVariantDict) options = g_variant_dict_new (NULL);

  g_variant_builder_add (arguments, "s", "");
  /* Translators: why the desktop is asked to let the program go on without a window. */
  g_variant_dict_insert (options, "reason", "s", _("Gesso finishes the pictures that are being made."));
  g_variant_dict_insert (options, "autostart", "b", FALSE);
  gesso_portal_request_async ("Background", "RequestBackground", arguments, options, NULL, self->cancellable, consent_cb,
                              NULL);
}

GessoBackground *
gesso_background_new (GApplication *application,
                      GessoStudio  *studio)
{
  GessoBackground *self;

  g_return_val_if_fail (G_IS_APPLICATION (application) && GESSO_IS_STUDIO (studio), NULL);

  self = g_object_new (GESSO_TYPE_BACKGROUND, NULL);
  self->application = g_object_ref (application);
  self->studio = g_object_ref (studio);
  g_application_hold (application);
  g_signal_connect_object (gesso_studio_get_queue (studio), "job-ended", G_CALLBACK (queue_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gesso_studio_get_queue (studio), "items-changed", G_CALLBACK (queue_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (gesso_portal_is_needed ())
    ask_for_consent (self);
  queue_changed_cb (self);
  return self;
}
