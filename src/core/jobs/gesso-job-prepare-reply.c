/* gesso-job-prepare-reply.c - a reply back in the picture it was asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gesso-codec.h"
#include "gesso-color-profile.h"
#include "gesso-job-prepare-private.h"
#include "gesso-register.h"

/* A move of less than this many pixels is not worth telling. */
#define MOVE_TOLD 2

static GessoRect
get_extents (const GessoImage *image)
{
  return (GessoRect) { 0, 0, (int) gesso_image_get_width (image), (int) gesso_image_get_height (image) };
}

/* Where the reply lies over the whole picture. */
static gboolean
register_reply (GessoPrepared     *self,
                const GessoImage  *reply,
                GessoRegistration *registration,
                GCancellable      *cancellable,
                GError           **error)
{
  GessoRect all = get_extents (self->seen), seen = gesso_rect_intersect (&self->fit.cut, &all);
  GessoRect cut = { self->fit.cut.x - seen.x, self->fit.cut.y - seen.y, self->fit.cut.width, self->fit.cut.height };
  GessoPlacement expected = gesso_placement_for_cut (&cut, gesso_image_get_width (reply), gesso_image_get_height (reply));
  g_autoptr (GessoImage) parent = gesso_image_crop (self->seen, &seen, error);
  g_autoptr (GessoImage) cover = parent != NULL ? gesso_image_crop (self->cover, &seen, error) : NULL;

  if (cover == NULL || !gesso_register_find (parent, cover, reply, &expected, registration, cancellable, error))
    return FALSE;
  registration->placement.x0 -= registration->placement.scale_x * seen.x;
  registration->placement.y0 -= registration->placement.scale_y * seen.y;
  return TRUE;
}

/* How far the middle of the pasted part was from where it should have been, in the picture's pixels. */
static double
measure_move (GessoPrepared        *self,
              const GessoImage     *reply,
              const GessoPlacement *found)
{
  GessoPlacement expected = gesso_placement_for_cut (&self->fit.cut, gesso_image_get_width (reply), gesso_image_get_height (reply));
  double x = self->fit.pasted.x + self->fit.pasted.width / 2.0, y = self->fit.pasted.y + self->fit.pasted.height / 2.0;

  return hypot ((found->scale_x * x + found->x0 - expected.scale_x * x - expected.x0) / expected.scale_x,
                (found->scale_y * y + found->y0 - expected.scale_y * y - expected.y0) / expected.scale_y);
}

static void
describe_reply (GessoPrepared           *self,
                const GessoImage        *reply,
                const GessoRegistration *registration,
                GString                 *note)
{
  double move = measure_move (self, reply, &registration->placement);

  if (registration->new_picture)
    gesso_prepared_add_note (note, _("This reply is a new picture, not an edit of this one. Its whole is kept beside what was taken from it."));
  else if (move >= MOVE_TOLD)
    {
      int pixels = (int) lround (move);
      g_autofree char *text =
          /* Translators: how far off the model's reply lay, in pixels. */
          g_strdup_printf (ngettext ("The reply lay %d pixel off and was moved back to its place.",
                                     "The reply lay %d pixels off and was moved back to its place.", pixels),
                           pixels);

      gesso_prepared_add_note (note, text);
    }
}

GessoKeptReply *
gesso_prepared_register (GessoPrepared     *self,
                         const GessoImage  *reply,
                         GessoRegistration *registration,
                         GCancellable      *cancellable,
                         GError           **error)
{
  g_autoptr (GessoImage) standard = gesso_color_to_srgb (reply, cancellable, error);
  g_autoptr (GessoImage) colours = NULL;

  if (standard == NULL)
    return NULL;
  colours = gesso_image_convert (standard, gesso_image_has_alpha (standard) ? 4 : 3, error);
  if (colours == NULL || !register_reply (self, colours, registration, cancellable, error))
    return NULL;
  return gesso_kept_reply_new (self->base, colours, &registration->placement, !registration->new_picture, cancellable, error);
}

GessoImage *
gesso_prepared_finish (GessoPrepared *self,
                       GBytes        *reply,
                       char         **note,
                       GCancellable  *cancellable,
                       GError       **error)
{
  static const GessoPasteSettings all = { .match = 1 };
  g_autoptr (GessoImage) decoded = gesso_codec_decode (reply, cancellable, error);
  g_autoptr (GessoKeptReply) kept = NULL;
  g_autoptr (GessoImage) result = NULL;
  GString *sentences;
  GessoRegistration registration;

  if (note != NULL)
    *note = NULL;
  if (decoded == NULL || !self->is_edit)
    return g_steal_pointer (&decoded);
  kept = gesso_prepared_register (self, decoded, &registration, cancellable, error);
  result = kept != NULL ? gesso_kept_reply_compose (kept, self->cover, &all, cancellable, error) : NULL;
  if (result == NULL)
    return NULL;
  self->new_picture = registration.new_picture;
  sentences = g_string_new (NULL);
  describe_reply (self, decoded, &registration, sentences);
  if (note != NULL && sentences->len > 0)
    *note = g_string_free (sentences, FALSE);
  else
    g_string_free (sentences, TRUE);
  return g_steal_pointer (&result);
}
