/* gesso-studio.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-device-provider.h"
#include "gesso-signer.h"
#include "gesso-studio-private.h"

/* Titles longer than this many characters are cut at a word. */
#define TITLE_LENGTH 60

struct _GessoStudio
{
  GObject parent_instance;

  GessoStore *store;               /* (owned) */
  GessoProviderRegistry *registry; /* (owned) */
  GessoStudioKeys *keys;           /* (owned) */
  GessoJobNetwork *network;        /* (owned) */
  GessoStudioProviders *providers; /* (owned) */
  GessoJobQueue *queue;            /* (owned) */
  GessoChain *chain;               /* (owned) */
  GessoThreadList *threads;        /* (owned) (nullable): NULL until open */
  GessoPictureLoader *loader;      /* (owned) */
  GessoSigner *signer;             /* (owned) (nullable): NULL unless open */
};

G_DEFINE_FINAL_TYPE (GessoStudio, gesso_studio, G_TYPE_OBJECT)

static void
gesso_studio_dispose (GObject *object)
{
  GessoStudio *self = GESSO_STUDIO (object);

  g_clear_pointer (&self->signer, gesso_signer_free);
  g_clear_object (&self->threads);
  g_clear_pointer (&self->loader, gesso_picture_loader_free);
  g_clear_object (&self->chain);
  g_clear_object (&self->queue);
  g_clear_object (&self->providers);
  g_clear_object (&self->network);
  g_clear_object (&self->keys);
  g_clear_object (&self->registry);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (gesso_studio_parent_class)->dispose (object);
}

static void
gesso_studio_class_init (GessoStudioClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = gesso_studio_dispose;
}

static void
gesso_studio_init (GessoStudio *self)
{
}

/* This device first: what costs nothing and needs no key is what a tool begins with. */
static void
add_providers (GessoProviderRegistry *registry)
{
  g_autoptr (GessoProvider) device = g_object_new (GESSO_TYPE_DEVICE_PROVIDER, NULL);

  gesso_provider_registry_add (registry, device);
  gesso_provider_registry_add_all (registry);
}

GessoStudio *
gesso_studio_new (const char *data_dir,
                  const char *cache_dir)
{
  GessoStudio *self = g_object_new (GESSO_TYPE_STUDIO, NULL);
  g_autoptr (GessoHttp) http = gesso_http_new ();
  g_autofree char *data = data_dir != NULL ? g_strdup (data_dir) : g_build_filename (g_get_user_data_dir (), "gesso", NULL);
  g_autofree char *cache = cache_dir != NULL ? g_strdup (cache_dir) : g_build_filename (g_get_user_cache_dir (), "gesso", NULL);

  self->store = gesso_store_new (data);
  self->registry = gesso_provider_registry_new ();
  add_providers (self->registry);
  self->keys = gesso_studio_keys_new (self->store, self->registry);
  self->network = gesso_job_network_new (http, GESSO_KEY_SOURCE (self->keys), self->store);
  self->providers = gesso_studio_providers_new (self->store, self->registry, self->network);
  self->queue = gesso_job_queue_new (self->store, self->registry);
  gesso_job_queue_set_network (self->queue, self->network);
  self->chain = gesso_chain_new (self->store, self->queue);
  self->loader = gesso_picture_loader_new (cache);
  return self;
}

static void
chain_resumed_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gesso_chain_resume_finish (GESSO_CHAIN (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
resume_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudio *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (gesso_job_queue_resume_finish (GESSO_JOB_QUEUE (source), result, &error) >= 0 && error == NULL)
    gesso_chain_resume_async (self->chain, g_task_get_cancellable (task), chain_resumed_cb, g_object_ref (task));
  else
    g_task_return_error (task, error);
}

/* What the artist set is in force before anything goes out. */
static void
load_providers_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudio *self = g_task_get_source_object (task);
  gboolean resume = GPOINTER_TO_INT (g_task_get_task_data (task));
  GError *error = NULL;

  if (!gesso_studio_providers_load_finish (GESSO_STUDIO_PROVIDERS (source), result, &error))
    g_task_return_error (task, error);
  else if (resume)
    gesso_job_queue_resume_async (self->queue, g_task_get_cancellable (task), resume_cb, g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
open_store_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudio *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!gesso_store_open_finish (GESSO_STORE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->threads = gesso_thread_list_new (self->store, FALSE);
  self->signer = gesso_signer_new (self->store);
  gesso_studio_providers_load_async (self->providers, g_task_get_cancellable (task), load_providers_cb,
                                     g_object_ref (task));
}

void
gesso_studio_open_async (GessoStudio        *self,
                         gboolean            resume,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GESSO_IS_STUDIO (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_open_async);
  g_task_set_task_data (task, GINT_TO_POINTER (resume), NULL);
  gesso_store_open_async (self->store, cancellable, open_store_cb, task);
}

gboolean
gesso_studio_open_finish (GessoStudio  *self,
                          GAsyncResult *result,
                          GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
close_queue_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudio *self = g_task_get_source_object (task);
  GError *error = NULL;
  gboolean closed = gesso_job_queue_close_finish (GESSO_JOB_QUEUE (source), result, &error);

  g_clear_pointer (&self->signer, gesso_signer_free);
  gesso_picture_loader_stop (self->loader);
  gesso_studio_keys_close (self->keys);
  gesso_store_close (self->store);
  if (closed)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
gesso_studio_close_async (GessoStudio        *self,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (GESSO_IS_STUDIO (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_close_async);
  gesso_job_queue_close_async (self->queue, close_queue_cb, task);
}

gboolean
gesso_studio_close_finish (GessoStudio  *self,
                           GAsyncResult *result,
                           GError      **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/** gesso_studio_get_store: Returns: (transfer none) */
GessoStore *
gesso_studio_get_store (GessoStudio *self)
{
  return self->store;
}

GessoProviderRegistry *
gesso_studio_get_registry (GessoStudio *self)
{
  return self->registry;
}

GessoJobQueue *
gesso_studio_get_queue (GessoStudio *self)
{
  return self->queue;
}

GessoChain *
gesso_studio_get_chain (GessoStudio *self)
{
  return self->chain;
}

GessoJobNetwork *
gesso_studio_get_network (GessoStudio *self)
{
  return self->network;
}

GessoStudioKeys *
gesso_studio_get_keys (GessoStudio *self)
{
  return self->keys;
}

GessoStudioProviders *
gesso_studio_get_providers (GessoStudio *self)
{
  return self->providers;
}

GessoThreadList *
gesso_studio_get_threads (GessoStudio *self)
{
  return self->threads;
}

GessoPictureLoader *
gesso_studio_get_loader (GessoStudio *self)
{
  return self->loader;
}

char *
gesso_studio_make_title (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  g_autoptr (GString) title = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (title->len > 0 && g_utf8_strlen (title->str, -1) + g_utf8_strlen (words[i], -1) >= TITLE_LENGTH)
        {
          g_string_append (title, "…");
          break;
        }
      g_string_append_printf (title, "%s%s", title->len > 0 ? " " : "", words[i]);
    }
  /* A script without spaces makes one long word. */
  if (g_utf8_strlen (title->str, -1) > TITLE_LENGTH)
    {
      g_string_truncate (title, g_utf8_offset_to_pointer (title->str, TITLE_LENGTH - 1) - title->str);
      g_string_append (title, "…");
    }
  return g_string_free (g_steal_pointer (&title), FALSE);
}

typedef struct
{
  GessoRequest *request; /* (owned) */
  gint64 thread_id;
} Submit;

static void
free_submit (gpointer data)
{
  Submit *submit = data;

  g_object_unref (submit->request);
  g_free (submit);
}

static void
submit_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GessoJob *job = gesso_job_queue_submit_finish (GESSO_JOB_QUEUE (source), result, &error);

  if (job != NULL)
    g_task_return_pointer (task, job, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
add_message_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudio *self = g_task_get_source_object (task);
  Submit *submit = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GessoMessage) message = gesso_store_add_message_finish (GESSO_STORE (source), result, &error);

  if (message == NULL)
    g_task_return_error (task, error);
  else
    gesso_job_queue_submit_async (self->queue, submit->thread_id, gesso_message_get_id (message), submit->request,
                                  g_task_get_cancellable (task), submit_cb, g_object_ref (task));
}

/* What the artist said: the prompt, or the tool's name where none is needed. */
static void
add_message (GTask *task)
{
  GessoStudio *self = g_task_get_source_object (task);
  Submit *submit = g_task_get_task_data (task);
  const char *prompt = gesso_request_get_prompt (submit->request);
  g_autoptr (GArray) attachments = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < gesso_request_get_n_inputs (submit->request); i++)
    {
      const GessoInput *input = gesso_request_get_input (submit->request, i);

      if (input->version_id != 0)
        g_array_append_val (attachments, input->version_id);
    }
  gesso_store_add_message_async (self->store, submit->thread_id, GESSO_MESSAGE_USER,
                                 *prompt != '\0' ? prompt : gesso_tool_get_title (gesso_request_get_tool (submit->request)),
                                 (const gint64 *) (gpointer) attachments->data, attachments->len,
                                 g_task_get_cancellable (task), add_message_cb, g_object_ref (task));
}

static void
create_thread_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Submit *submit = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GessoThread) thread = gesso_store_create_thread_finish (GESSO_STORE (source), result, &error);

  if (thread == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  submit->thread_id = gesso_thread_get_id (thread);
  add_message (task);
}

static void
check_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GessoStudio *self = g_task_get_source_object (task);
  Submit *submit = g_task_get_task_data (task);
  const char *prompt = gesso_request_get_prompt (submit->request);
  g_autofree char *title = NULL;
  GError *error = NULL;

  if (!gesso_job_queue_check_finish (GESSO_JOB_QUEUE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (submit->thread_id != 0)
    {
      add_message (task);
      return;
    }
  title = gesso_studio_make_title (*prompt != '\0' ? prompt : gesso_tool_get_title (gesso_request_get_tool (submit->request)));
  gesso_store_create_thread_async (self->store, title, g_task_get_cancellable (task), create_thread_cb, g_object_ref (task));
}

void
gesso_studio_submit_async (GessoStudio        *self,
                           gint64              thread_id,
                           GessoRequest       *request,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  GTask *task;
  Submit *submit;

  g_return_if_fail (GESSO_IS_STUDIO (self) && GESSO_IS_REQUEST (request));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, gesso_studio_submit_async);
  /* A job once stored is given out, so that it can be cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  submit = g_new0 (Submit, 1);
  submit->request = g_object_ref (request);
  submit->thread_id = thread_id;
  g_task_set_task_data (task, submit, free_submit);
  gesso_job_queue_check_async (self->queue, request, cancellable, check_cb, task);
}

GessoJob *
gesso_studio_submit_finish (GessoStudio  *self,
                            GAsyncResult *result,
                            GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
