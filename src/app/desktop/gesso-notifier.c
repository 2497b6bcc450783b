/* gesso-notifier.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-error.h"
#include "gesso-notifier.h"
#include "gesso-snippet.h"
#include "gesso-texture.h"

#define ICON_SIDE 256

struct _GessoNotifier
{
  GObject parent_instance;

  GApplication *application; /* (owned) */
  GessoStudio *studio;       /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GPtrArray *sent;           /* (owned) (element-type utf8): ids of notifications */
  gboolean seen;
};

G_DEFINE_FINAL_TYPE (GessoNotifier, gesso_notifier, G_TYPE_OBJECT)

static void
gesso_notifier_dispose (GObject *object)
{
  GessoNotifier *self = GESSO_NOTIFIER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->studio);
  g_clear_object (&self->application);
  G_OBJECT_CLASS (gesso_notifier_parent_class)->dispose (object);
}

static void
gesso_notifier_finalize (GObject *object)
{
  GessoNotifier *self = GESSO_NOTIFIER (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->sent);
  G_OBJECT_CLASS (gesso_notifier_parent_class)->finalize (object);
}

static void
gesso_notifier_class_init (GessoNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_notifier_dispose;
  G_OBJECT_CLASS (klass)->finalize = gesso_notifier_finalize;
}

static void
gesso_notifier_init (GessoNotifier *self)
{
  self->cancellable = g_cancellable_new ();
  self->sent = g_ptr_array_new_with_free_func (g_free);
  self->seen = TRUE;
}

static void
send (GessoNotifier *self,
      GNotification *notification,
      gint64         job_id)
{
  char *id = g_strdup_printf ("job-%" G_GINT64_FORMAT, job_id);

  g_ptr_array_add (self->sent, id);
  g_application_send_notification (self->application, id, notification);
}

/* One notification that waits for its picture. */
typedef struct
{
  GessoNotifier *notifier;     /* (owned) */
  GNotification *notification; /* (owned) */
  gint64 job_id;
} Telling;

static void
telling_free (Telling *telling)
{
  g_object_unref (telling->notifier);
  g_object_unref (telling->notification);
  g_free (telling);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Telling, telling_free)

/* All of the picture in the middle of a square: the portal takes no other icons. Returns: (transfer full) (nullable) */
static GIcon *
make_icon (const GessoImage *picture)
{
  guint width = gesso_image_get_width (picture), height = gesso_image_get_height (picture), side = MAX (width, height);
  g_autoptr (GessoImage) image = gesso_image_convert (picture, 4, NULL);
  g_autoptr (GessoImage) square = gesso_image_new (side, side, 4, NULL);
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (image == NULL || square == NULL)
    return NULL;
  gesso_image_paste (square, image, (int) (side - width) / 2, (int) (side - height) / 2);
  texture = gesso_texture_new (square);
  bytes = gdk_texture_save_to_png_bytes (texture);
  return g_bytes_icon_new (bytes);
}

static void
thumbnail_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Telling) telling = user_data;
  GessoNotifier *self = telling->notifier;
  g_autoptr (GessoImage) image = gesso_studio_load_thumbnail_finish (GESSO_STUDIO (source), result, NULL);
  g_autoptr (GIcon) icon = NULL;

  if (self->seen || g_cancellable_is_cancelled (self->cancellable))
    return;
  icon = image != NULL ? make_icon (image) : NULL;
  if (icon != NULL)
    g_notification_set_icon (telling->notification, icon);
  send (self, telling->notification, telling->job_id);
}

static void
tell_finished (GessoNotifier *self,
               GessoJob      *job,
               GessoVersion  *version)
{
  const char *prompt = gesso_version_get_prompt (version);
  const char *title = gesso_tool_get_title (gesso_version_get_tool (version));
  Telling *telling = g_new0 (Telling, 1);
  gsize start, length;
  g_autofree char *body = prompt != NULL && *prompt != '\0' ? gesso_snippet_cut (prompt, 0, 0, &start, &length) : NULL;

  telling->notifier = g_object_ref (self);
  telling->job_id = gesso_job_get_id (job);
  telling->notification = g_notification_new (_("A picture is finished"));
  g_notification_set_body (telling->notification, body != NULL ? body : title);
  g_notification_set_default_action_and_target (telling->notification, "app.show-place", "(xx)", (gint64) 0,
                                                gesso_version_get_id (version));
  gesso_studio_load_thumbnail_async (self->studio, gesso_version_get_image (version, 0)->blob, ICON_SIDE,
                                     self->cancellable, thumbnail_cb, telling);
}

static void
tell_failed (GessoNotifier *self,
             GessoJob      *job,
             const GError  *error)
{
  g_autoptr (GNotification) notification = g_notification_new (_("A picture could not be made"));
  g_autofree char *words = NULL;
  g_autofree char *sentence = gesso_error_split_words (error->message, &words);

  g_notification_set_body (notification, sentence);
  g_notification_set_default_action_and_target (notification, "app.show-place", "(xx)", gesso_job_get_thread_id (job),
                                                (gint64) 0);
  send (self, notification, gesso_job_get_id (job));
}

static void
job_ended_cb (GessoNotifier *self,
              GessoJob      *job)
{
  GessoVersion *version = gesso_job_get_version (job);
  const GError *error = gesso_job_get_error (job);

  if (self->seen)
    return;
  if (version != NULL && gesso_version_get_n_images (version) > 0)
    tell_finished (self, job, version);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_failed (self, job, error);
}

GessoNotifier *
gesso_notifier_new (GApplication *application,
                    GessoStudio  *studio)
{
  GessoNotifier *self = g_object_new (GESSO_TYPE_NOTIFIER, NULL);

  self->application = g_object_ref (application);
  self->studio = g_object_ref (studio);
  g_signal_connect_object (gesso_studio_get_queue (studio), "job-ended", G_CALLBACK (job_ended_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
gesso_notifier_set_seen (GessoNotifier *self,
                         gboolean       seen)
{
  self->seen = seen;
  if (!seen)
    return;
  for (guint i = 0; i < self->sent->len; i++)
    g_application_withdraw_notification (self->application, self->sent->pdata[i]);
  g_ptr_array_set_size (self->sent, 0);
}
