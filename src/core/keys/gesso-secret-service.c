/* gesso-secret-service.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-secret-service.h"

struct _GessoSecretService
{
  SecretService parent_instance;
};

G_DEFINE_FINAL_TYPE (GessoSecretService, gesso_secret_service, SECRET_TYPE_SERVICE)

static void
prompt_done_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GVariant *answer = secret_prompt_perform_finish (SECRET_PROMPT (source), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify) g_variant_unref);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "The prompt was dismissed");
}

static void
gesso_secret_service_prompt_async (SecretService      *service,
                                   SecretPrompt       *prompt,
                                   const GVariantType *return_type,
                                   GCancellable       *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer            user_data)
{
  GTask *task = g_task_new (service, cancellable, callback, user_data);

  g_task_set_source_tag (task, gesso_secret_service_prompt_async);
  secret_prompt_perform (prompt, NULL, return_type, cancellable, prompt_done_cb, task);
}

static GVariant *
gesso_secret_service_prompt_finish (SecretService *service,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
gesso_secret_service_class_init (GessoSecretServiceClass *klass)
{
  SecretServiceClass *service_class = SECRET_SERVICE_CLASS (klass);

  service_class->prompt_async = gesso_secret_service_prompt_async;
  service_class->prompt_finish = gesso_secret_service_prompt_finish;
}

static void
gesso_secret_service_init (GessoSecretService *self)
{
}
