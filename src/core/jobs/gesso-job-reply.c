/* gesso-job-reply.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-codec.h"
#include "gesso-color-profile.h"
#include "gesso-error.h"
#include "gesso-job-prepare-private.h"
#include "gesso-job-reply.h"

GessoKeptReply *
gesso_job_open_reply (GessoRequest         *request,
                      const GessoModelSpec *model,
                      GBytes               *reply,
                      GessoImage          **added,
                      GCancellable         *cancellable,
                      GError              **error)
{
  static const GessoPlacement same = { 1, 1, 0, 0 };
  gboolean expands = gesso_request_get_tool (request) == GESSO_TOOL_EXPAND;
  g_autoptr (GessoPrepared) prepared = NULL;
  g_autoptr (GessoImage) decoded = NULL;
  GessoRegistration registration;

  g_return_val_if_fail (expands || gesso_request_get_tool (request) == GESSO_TOOL_INPAINT, NULL);

  *added = NULL;
  decoded = gesso_codec_decode (reply, cancellable, error);
  if (decoded == NULL)
    return NULL;
  prepared = g_new0 (GessoPrepared, 1);
  prepared->note = g_string_new (NULL);
  if (!gesso_prepared_plan_area (prepared, request, model, cancellable, error))
    return NULL;
  if (expands)
    *added = gesso_image_ref (prepared->cover);
  /* What was made on this device lies over the picture pixel by pixel. */
  if (model != NULL && model->max_sources == 0)
    return gesso_kept_reply_new (prepared->base, decoded, &same, TRUE, cancellable, error);
  return gesso_prepared_register (prepared, decoded, &registration, cancellable, error);
}

GessoKeptReply *
gesso_job_open_other (GBytes       *parent,
                      GBytes       *other,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr (GessoImage) under = gesso_codec_decode (parent, cancellable, error);
  g_autoptr (GessoImage) decoded = under != NULL ? gesso_codec_decode (other, cancellable, error) : NULL;
  g_autoptr (GessoImage) over = decoded != NULL ? gesso_color_to_srgb (decoded, cancellable, error) : NULL;
  g_autoptr (GessoImage) standard = over != NULL ? gesso_color_to_srgb (under, cancellable, error) : NULL;
  g_autoptr (GessoImage) seen = standard != NULL ? gesso_image_flatten (standard, error) : NULL;
  GessoRegistration registration;
  GessoPlacement whole;
  GessoRect all;

  if (seen == NULL)
    return NULL;
  all = (GessoRect) { 0, 0, (int) gesso_image_get_width (seen), (int) gesso_image_get_height (seen) };
  whole = gesso_placement_for_cut (&all, gesso_image_get_width (over), gesso_image_get_height (over));
  if (!gesso_register_find (seen, NULL, over, &whole, &registration, cancellable, error))
    return NULL;
  if (registration.new_picture)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("That version shows something else: choose one in which most of this picture can be found."));
      return NULL;
    }
  return gesso_kept_reply_new (under, over, &registration.placement, TRUE, cancellable, error);
}
