/* gesso-job-network.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-job-address.h"
#include "gesso-job-network.h"

struct _GessoJobNetwork
{
  GObject parent_instance;

  GessoHttp *http;        /* (owned) */
  GessoKeySource *keys;   /* (owned) */
  GessoStore *store;      /* (owned) */
  GessoJobLimits *limits; /* (owned) */
  GessoJobLines *lines;   /* (owned) */
  GHashTable *bases;      /* (owned): provider to address */
  double tempo;
};

G_DEFINE_FINAL_TYPE (GessoJobNetwork, gesso_job_network, G_TYPE_OBJECT)

static void
gesso_job_network_finalize (GObject *object)
{
  GessoJobNetwork *self = GESSO_JOB_NETWORK (object);

  g_object_unref (self->http);
  g_object_unref (self->keys);
  g_object_unref (self->store);
  gesso_job_limits_free (self->limits);
  gesso_job_lines_free (self->lines);
  g_hash_table_unref (self->bases);
  G_OBJECT_CLASS (gesso_job_network_parent_class)->finalize (object);
}

static void
gesso_job_network_class_init (GessoJobNetworkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = gesso_job_network_finalize;
}

static void
gesso_job_network_init (GessoJobNetwork *self)
{
  self->limits = gesso_job_limits_new ();
  self->lines = gesso_job_lines_new ();
  self->bases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->tempo = 1;
}

GessoJobNetwork *
gesso_job_network_new (GessoHttp      *http,
                       GessoKeySource *keys,
                       GessoStore     *store)
{
  GessoJobNetwork *self = g_object_new (GESSO_TYPE_JOB_NETWORK, NULL);

  self->http = g_object_ref (http);
  self->keys = g_object_ref (keys);
  self->store = g_object_ref (store);
  return self;
}

GessoHttp *
gesso_job_network_get_http (GessoJobNetwork *self)
{
  return self->http;
}

GessoKeySource *
gesso_job_network_get_keys (GessoJobNetwork *self)
{
  return self->keys;
}

GessoStore *
gesso_job_network_get_store (GessoJobNetwork *self)
{
  return self->store;
}

GessoJobLimits *
gesso_job_network_get_limits (GessoJobNetwork *self)
{
  return self->limits;
}

GessoJobLines *
gesso_job_network_get_lines (GessoJobNetwork *self)
{
  return self->lines;
}

void
gesso_job_network_set_tempo (GessoJobNetwork *self,
                             double           tempo)
{
  self->tempo = tempo;
}

double
gesso_job_network_get_tempo (GessoJobNetwork *self)
{
  return self->tempo;
}

void
gesso_job_network_set_base (GessoJobNetwork *self,
                            const char      *provider,
                            const char      *base)
{
  if (base == NULL || *base == '\0')
    g_hash_table_remove (self->bases, provider);
  else
    g_hash_table_insert (self->bases, g_strdup (provider), g_strdup (base));
}

const char *
gesso_job_network_get_base (GessoJobNetwork *self,
                            const char      *provider)
{
  return g_hash_table_lookup (self->bases, provider);
}

gboolean
gesso_job_network_is_local (GessoJobNetwork         *self,
                            const GessoProviderSpec *spec)
{
  const char *base = gesso_job_network_get_base (self, spec->id);
  g_autoptr (GUri) uri = base != NULL ? g_uri_parse (base, G_URI_FLAGS_ENCODED, NULL) : NULL;
  const char *const hosts[] = { uri != NULL ? g_uri_get_host (uri) : NULL, NULL };

  return gesso_job_address_is_local (base != NULL ? hosts : spec->hosts);
}
