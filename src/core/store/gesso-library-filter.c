/* gesso-library-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "gesso-json.h"
#include "gesso-library-filter.h"
#include "gesso-types.h"

GessoLibraryFilter *
gesso_library_filter_new (void)
{
  GessoLibraryFilter *self = g_new0 (GessoLibraryFilter, 1);

  self->tool = -1;
  self->min_cost = self->max_cost = -1;
  return self;
}

GessoLibraryFilter *
gesso_library_filter_copy (const GessoLibraryFilter *self)
{
  GessoLibraryFilter *copy;

  if (self == NULL)
    return gesso_library_filter_new ();
  copy = g_memdup2 (self, sizeof *self);
  copy->text = g_strdup (self->text);
  copy->model = g_strdup (self->model);
  return copy;
}

void
gesso_library_filter_free (GessoLibraryFilter *self)
{
  g_free (self->text);
  g_free (self->model);
  g_free (self);
}

gboolean
gesso_library_filter_equal (const GessoLibraryFilter *a,
                            const GessoLibraryFilter *b)
{
  return g_strcmp0 (a->text, b->text) == 0 && a->tool == b->tool && g_strcmp0 (a->model, b->model) == 0 &&
         !a->favourite == !b->favourite && a->stars == b->stars && a->tag == b->tag &&
         a->collection == b->collection && a->thread_id == b->thread_id && a->alike == b->alike &&
         a->colours == b->colours && a->min_pixels == b->min_pixels && a->max_pixels == b->max_pixels &&
         a->min_cost == b->min_cost && a->max_cost == b->max_cost && a->from == b->from && a->until == b->until;
}

gboolean
gesso_library_filter_is_empty (const GessoLibraryFilter *self)
{
  g_autoptr (GessoLibraryFilter) empty = gesso_library_filter_new ();

  return gesso_library_filter_equal (self, empty);
}

static void
set_number (JsonObject *object,
            const char *name,
            gint64      value)
{
  if (value != 0)
    json_object_set_int_member (object, name, value);
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, name, value);
}

static void
set_price (JsonObject *object,
           const char *name,
           double      value)
{
  if (value >= 0)
    json_object_set_double_member (object, name, value);
}

char *
gesso_library_filter_to_text (const GessoLibraryFilter *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  set_text (object, "text", self->text);
  if (self->tool >= 0)
    set_text (object, "tool", gesso_tool_to_nick (self->tool));
  set_text (object, "model", self->model);
  if (self->favourite)
    json_object_set_boolean_member (object, "favourite", TRUE);
  set_number (object, "stars", self->stars);
  set_number (object, "tag", self->tag);
  set_number (object, "collection", self->collection);
  set_number (object, "thread", self->thread_id);
  set_number (object, "alike", self->alike);
  set_number (object, "colours", self->colours);
  set_number (object, "min-pixels", self->min_pixels);
  set_number (object, "max-pixels", self->max_pixels);
  set_price (object, "min-cost", self->min_cost);
  set_price (object, "max-cost", self->max_cost);
  set_number (object, "from", self->from);
  set_number (object, "until", self->until);
  return gesso_json_to_text (object);
}

GessoLibraryFilter *
gesso_library_filter_parse (const char *text)
{
  GessoLibraryFilter *self = gesso_library_filter_new ();
  g_autoptr (JsonObject) object = gesso_json_parse_object (text, -1, NULL);
  GessoTool tool;

  self->text = g_strdup (gesso_json_get_string (object, "text"));
  if (gesso_tool_from_nick (gesso_json_get_string (object, "tool"), &tool))
    self->tool = tool;
  self->model = g_strdup (gesso_json_get_string (object, "model"));
  self->favourite = gesso_json_get_bool (object, "favourite", FALSE);
  self->stars = CLAMP (gesso_json_get_int (object, "stars", 0), 0, 5);
  self->tag = gesso_json_get_int (object, "tag", 0);
  self->collection = gesso_json_get_int (object, "collection", 0);
  self->thread_id = gesso_json_get_int (object, "thread", 0);
  self->alike = gesso_json_get_int (object, "alike", 0);
  self->colours = gesso_json_get_int (object, "colours", 0) & G_MAXUINT16;
  self->min_pixels = gesso_json_get_int (object, "min-pixels", 0);
  self->max_pixels = gesso_json_get_int (object, "max-pixels", 0);
  self->min_cost = gesso_json_get_double (object, "min-cost", -1);
  self->max_cost = gesso_json_get_double (object, "max-cost", -1);
  self->from = gesso_json_get_int (object, "from", 0);
  self->until = gesso_json_get_int (object, "until", 0);
  return self;
}
