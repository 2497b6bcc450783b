/* gesso-secret.h - a key in memory, for as long as it is used
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * GessoSecret:
 *
 * The text of a key in memory that is never swapped out, wiped when freed.
 */
typedef struct _GessoSecret GessoSecret;

/** @text: copied; the caller wipes its own. White space around it is left out. */
GessoSecret *gesso_secret_new   (const char *text, gsize length);
GessoSecret *gesso_secret_copy  (const GessoSecret *self);
void         gesso_secret_free  (GessoSecret *self);
/** Borrowed; not to be copied anywhere that outlives @self. */
const char  *gesso_secret_peek  (const GessoSecret *self);

/**
 * gesso_secret_check:
 *
 * Whether it can be a key: one line of visible ASCII, of sane length. What is
 * pasted is often something else, and would break the header it is sent in.
 * Fails with %GESSO_ERROR_BAD_INPUT.
 */
gboolean     gesso_secret_check (const GessoSecret *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GessoSecret, gesso_secret_free)

G_END_DECLS
