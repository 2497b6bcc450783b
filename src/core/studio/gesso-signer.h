/* gesso-signer.h - finds out what kept pictures look like, when nothing else is to be done
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-store.h"

G_BEGIN_DECLS

/**
 * GessoSigner:
 *
 * Gives every picture of a store its signature: those that are added soon after,
 * those of an older library one by one with pauses, newest first. One picture at
 * a time is read, on a worker. Main context only.
 */
typedef struct _GessoSigner GessoSigner;

/** @store: must be open */
GessoSigner *gesso_signer_new  (GessoStore *store);
/** Ends the work; what is not done is done at the next start. */
void         gesso_signer_free (GessoSigner *self);

G_END_DECLS
