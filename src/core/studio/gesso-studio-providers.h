/* gesso-studio-providers.h - what the artist set for each provider, and which models it has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-job-network.h"
#include "gesso-provider-registry.h"
#include "gesso-provider-settings.h"

G_BEGIN_DECLS

/** GessoModelPresence: whether the vendor's own list, as fetched last, has a model. */
typedef enum
{
  GESSO_MODEL_PRESENCE_UNKNOWN, /* there is no list, or it knows none of our models: it is not of these */
  GESSO_MODEL_PRESENCE_LISTED,
  GESSO_MODEL_PRESENCE_MISSING, /* it may have ended, or not be open to this account */
} GessoModelPresence;

/**
 * GessoStudioModel:
 * @name: with its provider: "openai/gpt-image-2"
 * @spec: lives as long as the studio
 * @ends: (nullable): the day the vendor takes it off, as it writes it ("2026-12-01")
 * @offered: whether it can be chosen; if not, the vendor lists it, and it can be added
 * @added: whether the artist added it
 *
 * A model as the preferences show it.
 */
typedef struct
{
  char *name;
  const GessoModelSpec *spec;
  GessoModelPresence presence;
  char *ends;
  gboolean offered;
  gboolean added;
} GessoStudioModel;

void                         gesso_studio_model_free                  (GessoStudioModel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoStudioModel, gesso_studio_model_free)

#define GESSO_TYPE_STUDIO_PROVIDERS (gesso_studio_providers_get_type ())
G_DECLARE_FINAL_TYPE (GessoStudioProviders, gesso_studio_providers, GESSO, STUDIO_PROVIDERS, GObject)

/**
 * GessoStudioProviders:
 *
 * The settings of each provider that are no secret, kept in the store and put
 * to work at once: address, limits, account, added models; the vendor's list of
 * models as fetched last; and what typed models take. Main context only.
 *
 * Signal changed (const char *provider): settings, the list of models, or what
 * one of them takes.
 */
GessoStudioProviders        *gesso_studio_providers_new               (GessoStore *store, GessoProviderRegistry *registry,
                                                                       GessoJobNetwork *network);

/** Reads all from the store; part of opening the studio. */
void                         gesso_studio_providers_load_async        (GessoStudioProviders *self, GCancellable *cancellable,
                                                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean                     gesso_studio_providers_load_finish       (GessoStudioProviders *self, GAsyncResult *result,
                                                                       GError **error);

/** As they are in force; all unset when there are none. Returns: until the signal changed */
const GessoProviderSettings *gesso_studio_providers_get_settings      (GessoStudioProviders *self, const char *provider);
/**
 * gesso_studio_providers_save_async:
 * @settings: copied; "" in place of an address, an account or a model is the same as %NULL
 *
 * Checks them, keeps them and puts them to work; %GESSO_ERROR_BAD_INPUT names
 * what cannot be: an unknown provider, an address that is neither https nor in
 * the artist's own network, account values that the spec does not take, a model
 * that the provider cannot have.
 */
void                         gesso_studio_providers_save_async        (GessoStudioProviders *self,
                                                                       const GessoProviderSettings *settings,
                                                                       GCancellable *cancellable,
                                                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean                     gesso_studio_providers_save_finish       (GessoStudioProviders *self, GAsyncResult *result,
                                                                       GError **error);
/** The host that gets the key, as it is now: the artist's own, or the first of the vendor's. (nullable): none does. Returns: (transfer full) */
char                        *gesso_studio_providers_dup_key_host      (GessoStudioProviders *self, const char *provider);

/**
 * gesso_studio_providers_list_models:
 *
 * Returns: (transfer full) (element-type GessoStudioModel): those that are
 *   offered, then what the vendor lists besides and Gesso could use
 */
GPtrArray                   *gesso_studio_providers_list_models       (GessoStudioProviders *self, const char *provider);
/** When the vendor's list was fetched, in microseconds since 1970; 0: never. */
gint64                       gesso_studio_providers_get_listed        (GessoStudioProviders *self, const char *provider);
/** Whether the vendor has a list to fetch. */
gboolean                     gesso_studio_providers_can_refresh       (GessoStudioProviders *self, const char *provider);
/** Fetches the vendor's list, free of charge; the old one stays when that fails. */
void                         gesso_studio_providers_refresh_async     (GessoStudioProviders *self, const char *provider,
                                                                       GCancellable *cancellable,
                                                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean                     gesso_studio_providers_refresh_finish    (GessoStudioProviders *self, GAsyncResult *result,
                                                                       GError **error);

/** Whether @model ("replicate/owner/name") is one whose parameters are not known yet. */
gboolean                     gesso_studio_providers_needs_describing  (GessoStudioProviders *self, const char *model);
/**
 * gesso_studio_providers_describe_async:
 *
 * Asks what @model takes, free of charge; at once when that is known. From then
 * on its spec has the parameters. A run asks by itself when this was not done.
 *
 * Returns: (transfer none) (nullable): its spec, which lives as long as the studio
 */
void                         gesso_studio_providers_describe_async    (GessoStudioProviders *self, const char *model,
                                                                       GCancellable *cancellable,
                                                                       GAsyncReadyCallback callback, gpointer user_data);
const GessoModelSpec        *gesso_studio_providers_describe_finish   (GessoStudioProviders *self, GAsyncResult *result,
                                                                       GError **error);

G_END_DECLS
