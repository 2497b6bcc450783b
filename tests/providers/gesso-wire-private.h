/* gesso-wire-private.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "gesso-wire.h"

G_BEGIN_DECLS

struct _GessoWire
{
  char *name;
  JsonObject *root;
  JsonArray *exchanges;
  GHashTable *allowed; /* set of paths */
  GString *why;        /* what differed; empty while all is equal */
};

/** Appends what differs in @http to @why; appends nothing when equal. */
void     gesso_wire_compare (GessoWire *self, JsonObject *expected, GessoHttpRequest *http, GString *why);

/** @text with `{{base64 NAME}}` filled in. Returns: (transfer full) */
char    *gesso_wire_fill    (const char *text);
/** Whether @text is what @pattern, with its placeholders, stands for. */
gboolean gesso_wire_matches (const char *pattern, const char *text);

G_END_DECLS
