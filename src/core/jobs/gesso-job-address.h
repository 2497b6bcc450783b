/* gesso-job-address.h - where a provider's requests really go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-provider.h"

G_BEGIN_DECLS

/** Whether @url is on one of @hosts (nullable): ".x" stands for every host below x. */
gboolean gesso_job_address_is_on   (const char *url, const char *const *hosts);
/** Whether @hosts (nullable) names this machine or a private network: the provider is a local server. */
gboolean gesso_job_address_is_local (const char *const *hosts);

/** Whether @base can take the place of a vendor's address: https, or http in the artist's own network. */
gboolean gesso_job_address_check_base (const char *base, GError **error);

/**
 * gesso_job_address_rebase:
 * @base: "https://proxy.example/openai"
 *
 * @url with its scheme, host and port replaced by those of @base, and its path
 * behind the one of @base. Returns: (transfer full) (nullable): %NULL when one is no address
 */
char    *gesso_job_address_rebase  (const char *url, const char *base);

G_END_DECLS
