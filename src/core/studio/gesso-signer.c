/* gesso-signer.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "gesso-studio"

#include "config.h"

#include "gesso-codec.h"
#include "gesso-picture-signature.h"
#include "gesso-signer.h"
#include "gesso-store-library.h"

/* When the window has long been drawn, and when a run has surely ended. */
#define START_DELAY_MS 4000
#define ADDED_DELAY_MS 400
/* Between two pictures, so that the device stays cool. */
#define PAUSE_MS 20
#define BATCH 64
/* A signature holds no more detail. */
#define SIDE 128

struct _GessoSigner
{
  GessoStore *store;         /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GPtrArray *blobs;          /* (owned) (element-type utf8): to be done, the last one first */
  guint timeout_id;
  gulong added_id;
  guint busy : 1;
  guint again : 1;           /* something was added meanwhile */
};

typedef struct
{
  char *path; /* (owned) */
  char *blob; /* (owned) */
  GessoSignature signature;
  guint colours;
  gboolean readable;
} Signing;

/* A step that ends after the signer finds it gone. */
typedef struct
{
  GessoSigner *signer; /* (borrowed): valid unless cancelled */
  GCancellable *cancellable; /* (owned) */
} Step;

static gboolean go_on_cb (gpointer user_data);

static void
free_signing (gpointer data)
{
  Signing *signing = data;

  g_free (signing->path);
  g_free (signing->blob);
  g_free (signing);
}

static Step *
step_new (GessoSigner *self)
{
  Step *step = g_new0 (Step, 1);

  step->signer = self;
  step->cancellable = g_object_ref (self->cancellable);
  return step;
}

/* (nullable): NULL when the signer is gone. Frees @step. */
static GessoSigner *
step_end (Step *step)
{
  GessoSigner *self = g_cancellable_is_cancelled (step->cancellable) ? NULL : step->signer;

  g_object_unref (step->cancellable);
  g_free (step);
  return self;
}

static void
wait (GessoSigner *self,
      guint        ms)
{
  if (self->timeout_id == 0)
    self->timeout_id = g_timeout_add_full (G_PRIORITY_LOW, ms, go_on_cb, self, NULL);
}

static void
rest (GessoSigner *self)
{
  self->busy = FALSE;
  if (self->again)
    {
      self->again = FALSE;
      wait (self, ADDED_DELAY_MS);
    }
}

static void
signed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GessoSigner *self = step_end (user_data);
  g_autoptr (GError) error = NULL;

  if (!gesso_store_sign_blob_finish (GESSO_STORE (source), result, &error))
    {
      /* A full disk is not to be asked again at once. */
      g_info ("A signature is not kept: %s", error->message);
      if (self != NULL)
        rest (self);
      return;
    }
  if (self == NULL)
    return;
  self->busy = FALSE;
  wait (self, PAUSE_MS);
}

static void
computed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GessoSigner *self = step_end (user_data);
  Signing *signing = g_task_get_task_data (G_TASK (result));

  if (self != NULL)
    gesso_store_sign_blob_async (self->store, signing->blob, signing->readable ? &signing->signature : NULL,
                                 signing->colours, self->cancellable, signed_cb, step_new (self));
}

static void
compute_on_worker (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Signing *signing = task_data;
  g_autoptr (GMappedFile) file = g_mapped_file_new (signing->path, FALSE, NULL);
  g_autoptr (GBytes) bytes = file != NULL ? g_mapped_file_get_bytes (file) : NULL;
  g_autoptr (GessoImage) image = bytes != NULL ? gesso_codec_decode_small (bytes, SIDE, cancellable, NULL) : NULL;

  signing->readable =
      image != NULL && gesso_picture_signature_compute (image, &signing->signature, &signing->colours, NULL);
  g_task_return_boolean (task, TRUE);
}

static void
sign_next (GessoSigner *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, computed_cb, step_new (self));
  Signing *signing = g_new0 (Signing, 1);

  signing->blob = g_ptr_array_steal_index (self->blobs, self->blobs->len - 1);
  signing->path = gesso_store_dup_blob_path (self->store, signing->blob);
  g_task_set_source_tag (task, sign_next);
  g_task_set_task_data (task, signing, free_signing);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_run_in_thread (task, compute_on_worker);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GessoSigner *self = step_end (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blobs = gesso_store_list_unsigned_finish (GESSO_STORE (source), result, &error);

  if (self == NULL)
    return;
  if (blobs == NULL)
    g_info ("Pictures without a signature cannot be listed: %s", error->message);
  if (blobs == NULL || blobs->len == 0)
    {
      rest (self);
      return;
    }
  for (guint i = blobs->len; i > 0; i--)
    g_ptr_array_add (self->blobs, g_strdup (blobs->pdata[i - 1]));
  sign_next (self);
}

static gboolean
go_on_cb (gpointer user_data)
{
  GessoSigner *self = user_data;

  self->timeout_id = 0;
  self->busy = TRUE;
  if (self->blobs->len > 0)
    sign_next (self);
  else
    gesso_store_list_unsigned_async (self->store, BATCH, self->cancellable, listed_cb, step_new (self));
  return G_SOURCE_REMOVE;
}

static void
version_added_cb (GessoSigner *self)
{
  if (self->busy)
    self->again = TRUE;
  else
    wait (self, ADDED_DELAY_MS);
}

GessoSigner *
gesso_signer_new (GessoStore *store)
{
  GessoSigner *self = g_new0 (GessoSigner, 1);

  self->store = g_object_ref (store);
  self->cancellable = g_cancellable_new ();
  self->blobs = g_ptr_array_new_with_free_func (g_free);
  self->added_id = g_signal_connect_swapped (store, "version-added", G_CALLBACK (version_added_cb), self);
  wait (self, START_DELAY_MS);
  return self;
}

void
gesso_signer_free (GessoSigner *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_signal_handler_disconnect (self->store, self->added_id);
  g_object_unref (self->store);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->blobs);
  g_free (self);
}
