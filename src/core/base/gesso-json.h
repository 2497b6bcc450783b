/* gesso-json.h - reading JSON whose shape cannot be trusted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * gesso_json_parse_object:
 * @length: bytes, or -1 for a terminated string
 *
 * Parses untrusted text that must hold one object. Nesting deeper than 64
 * levels and text that is not UTF-8 are refused, as json-glib's recursive
 * parser would exhaust the stack.
 *
 * Returns: (transfer full) (nullable): or %NULL with %GESSO_ERROR_BAD_ANSWER
 */
JsonObject *gesso_json_parse_object (const char *text, gssize length, GError **error);

/* Members by name. A missing member, one of another type, or a NULL object
 * gives the fallback (or NULL); nothing here warns. Borrowed from @object. */
const char *gesso_json_get_string (JsonObject *object, const char *name);
gint64      gesso_json_get_int    (JsonObject *object, const char *name, gint64 fallback);
double      gesso_json_get_double (JsonObject *object, const char *name, double fallback);
gboolean    gesso_json_get_bool   (JsonObject *object, const char *name, gboolean fallback);
JsonObject *gesso_json_get_object (JsonObject *object, const char *name);
JsonArray  *gesso_json_get_array  (JsonObject *object, const char *name);

/** Element @index as an object, or NULL when out of range or of another type. */
JsonObject *gesso_json_array_get_object (JsonArray *array, guint index);
const char *gesso_json_array_get_string (JsonArray *array, guint index);

/** Compact text of @object. Returns: (transfer full) */
char       *gesso_json_to_text    (JsonObject *object);

G_END_DECLS
