/* gesso-store-signatures.c - what pictures look like
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-library-tables.h"
#include "gesso-store-private.h"

typedef struct
{
  char *blob; /* (owned) (nullable) */
  GessoSignature signature;
  gboolean has_signature;
  guint colours;
  guint width, height;
  guint limit;
  GPtrArray *results; /* (owned) (nullable): of blobs or twins: result */
} SignatureCall;

static void
signature_call_free (gpointer data)
{
  SignatureCall *call = data;

  g_free (call->blob);
  g_clear_pointer (&call->results, g_ptr_array_unref);
  g_free (call);
}

static SignatureCall *
signature_call_new (const char           *blob,
                    const GessoSignature *signature)
{
  SignatureCall *call = g_new0 (SignatureCall, 1);

  call->blob = g_strdup (blob);
  call->has_signature = signature != NULL;
  if (signature != NULL)
    call->signature = *signature;
  return call;
}

static const GessoSignature *
get_signature (SignatureCall *call)
{
  return call->has_signature ? &call->signature : NULL;
}

static gboolean
run_list_unsigned (GessoStore   *self,
                   gpointer      data,
                   GCancellable *cancellable,
                   GError      **error)
{
  SignatureCall *call = data;

  call->results = gesso_signature_table_list_unsigned (self->database, call->limit, error);
  return call->results != NULL;
}

static gboolean
run_sign (GessoStore   *self,
          gpointer      data,
          GCancellable *cancellable,
          GError      **error)
{
  SignatureCall *call = data;

  gesso_look_alike_forget (self->look_alike);
  return gesso_signature_table_put (self->database, call->blob, get_signature (call), call->colours, error);
}

static gboolean
run_find_twins (GessoStore   *self,
                gpointer      data,
                GCancellable *cancellable,
                GError      **error)
{
  SignatureCall *call = data;

  call->results = gesso_signature_table_find_twins (self->database, call->blob, call->width, call->height,
                                                    get_signature (call), error);
  return call->results != NULL;
}

static const GessoCallClass list_class = { run_list_unsigned, NULL, signature_call_free, FALSE };
static const GessoCallClass sign_class = { run_sign, NULL, signature_call_free, TRUE };
static const GessoCallClass twins_class = { run_find_twins, NULL, signature_call_free, FALSE };

void
gesso_store_list_unsigned_async (GessoStore         *self,
                                 guint               limit,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  SignatureCall *call = signature_call_new (NULL, NULL);

  call->limit = limit;
  gesso_store_call (self, &list_class, call, G_PRIORITY_LOW, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_list_unsigned_finish (GessoStore   *self,
                                  GAsyncResult *result,
                                  GError      **error)
{
  SignatureCall *call = gesso_store_call_finish (self, result, &list_class, error);

  return call != NULL ? g_steal_pointer (&call->results) : NULL;
}

void
gesso_store_sign_blob_async (GessoStore           *self,
                             const char           *blob,
                             const GessoSignature *signature,
                             guint                 colours,
                             GCancellable         *cancellable,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data)
{
  SignatureCall *call = signature_call_new (blob, signature);

  call->colours = colours;
  gesso_store_call (self, &sign_class, call, G_PRIORITY_LOW, cancellable, callback, user_data);
}

gboolean
gesso_store_sign_blob_finish (GessoStore   *self,
                              GAsyncResult *result,
                              GError      **error)
{
  return gesso_store_call_finish (self, result, &sign_class, error) != NULL;
}

void
gesso_store_find_twins_async (GessoStore           *self,
                              const char           *blob,
                              guint                 width,
                              guint                 height,
                              const GessoSignature *signature,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data)
{
  SignatureCall *call = signature_call_new (blob, signature);

  call->width = width;
  call->height = height;
  gesso_store_call (self, &twins_class, call, G_PRIORITY_DEFAULT, cancellable, callback, user_data);
}

GPtrArray *
gesso_store_find_twins_finish (GessoStore   *self,
                               GAsyncResult *result,
                               GError      **error)
{
  SignatureCall *call = gesso_store_call_finish (self, result, &twins_class, error);

  return call != NULL ? g_steal_pointer (&call->results) : NULL;
}
