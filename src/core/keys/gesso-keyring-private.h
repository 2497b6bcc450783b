/* gesso-keyring-private.h - what the two ways into a keyring share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <libsecret/secret.h>

#include "gesso-keyring.h"

G_BEGIN_DECLS

struct _GessoKeyring
{
  GObject parent_instance;

  char *salt;             /* (owned) */
  SecretService *service; /* (owned) (nullable): NULL before the first call, and after a failed one */
  char *owner;            /* (owned) (nullable): the program on the bus that @service was opened with */
  gboolean in_file;       /* see gesso-keyring-file.c */
};

/* One call; a task's data. */
typedef struct
{
  char *provider;      /* (owned) (nullable) */
  char *id;            /* (owned) (nullable) */
  GessoKey *key;       /* (owned) (nullable): as it shall be */
  GessoSecret *secret; /* (owned) (nullable): of @key */
  gboolean unlock;     /* whether to ask the artist */
  void (*begin) (GTask *task);

  /* With the Secret Service */
  GAsyncReadyCallback loaded; /* given the items with their secrets, all open */
  SecretItem *item;           /* (owned) (nullable): the one that it is about */

  /* With a file */
  GList *items;                 /* (owned) of SecretRetrievable: still to be read */
  GPtrArray *found;             /* (owned) (nullable): those that were */
  void (*finish) (GTask *task); /* given @found */
} GessoKeyringCall;

/** What the call is about. The values are the call's. */
GHashTable *gesso_keyring_call_make_query (const GessoKeyringCall *call);

/* How a key lies in a keyring */
extern const SecretSchema gesso_key_schema;
GHashTable  *gesso_key_make_attributes    (const GessoKey *key);
/** How password managers list it. */
char        *gesso_key_make_title         (const GessoKey *key);
/** Without a fingerprint. */
GessoKey    *gesso_key_new_for_attributes (GHashTable *attributes);
GessoSecret *gesso_key_dup_secret         (SecretValue *value);

/** Whether there is no Secret Service to talk to, only a portal. */
gboolean     gesso_keyring_file_is_used   (void);
/* What begins each call then. */
void         gesso_keyring_file_list      (GTask *task);
void         gesso_keyring_file_add       (GTask *task);
void         gesso_keyring_file_edit      (GTask *task);
void         gesso_keyring_file_remove    (GTask *task);
void         gesso_keyring_file_lookup    (GTask *task);
/** Begins the call with the Secret Service, which is opened first if need be. */
void         gesso_keyring_service_open   (GTask *task);
/* What begins each call there. */
void         gesso_keyring_service_list   (GTask *task);
void         gesso_keyring_service_add    (GTask *task);
void         gesso_keyring_service_edit   (GTask *task);
void         gesso_keyring_service_remove (GTask *task);
void         gesso_keyring_service_lookup (GTask *task);
/** The salt of the fingerprints. */
const char  *gesso_keyring_get_salt       (GessoKeyring *self);

G_END_DECLS
