/* gesso-job-network.h - what jobs need to go out with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-http.h"
#include "gesso-job-limits.h"
#include "gesso-job-lines.h"
#include "gesso-key-source.h"
#include "gesso-store.h"

G_BEGIN_DECLS

#define GESSO_TYPE_JOB_NETWORK (gesso_job_network_get_type ())
G_DECLARE_FINAL_TYPE (GessoJobNetwork, gesso_job_network, GESSO, JOB_NETWORK, GObject)

/** GessoJobNetwork: one client, one source of keys, one count of limits, for all jobs. */
GessoJobNetwork *gesso_job_network_new        (GessoHttp *http, GessoKeySource *keys, GessoStore *store);
GessoHttp       *gesso_job_network_get_http   (GessoJobNetwork *self);
GessoKeySource  *gesso_job_network_get_keys   (GessoJobNetwork *self);
GessoStore      *gesso_job_network_get_store  (GessoJobNetwork *self);
GessoJobLimits  *gesso_job_network_get_limits (GessoJobNetwork *self);
GessoJobLines   *gesso_job_network_get_lines  (GessoJobNetwork *self);

/** Every wait is that many times as long; for tests. */
void             gesso_job_network_set_tempo  (GessoJobNetwork *self, double tempo);
double           gesso_job_network_get_tempo  (GessoJobNetwork *self);

/**
 * gesso_job_network_set_base:
 * @base: (nullable): as gesso_job_address_check_base() wants it, "https://proxy.example/openai"; %NULL for the vendor's own
 *
 * Where requests to the hosts of @provider go in place of them, key and all: a
 * proxy that the artist runs.
 */
void             gesso_job_network_set_base   (GessoJobNetwork *self, const char *provider, const char *base);
/** Whether the provider of @spec is a server of the artist's own, by its spec or the address set in its place. */
gboolean         gesso_job_network_is_local   (GessoJobNetwork *self, const GessoProviderSpec *spec);
const char      *gesso_job_network_get_base   (GessoJobNetwork *self, const char *provider);

G_END_DECLS
