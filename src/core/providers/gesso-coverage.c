/* gesso-coverage.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-codec.h"
#include "gesso-coverage.h"
#include "gesso-error.h"
#include "gesso-mask.h"

const GessoParameterChoice gesso_coverage_edges[] = {
  /* Translators: where the soft edge of a mask lies, seen from the line that was painted. */
  { "outside", N_("Outside the painted edge") },
  { "centred", N_("Across the painted edge") },
  { "inside", N_("Inside the painted edge") },
  { NULL },
};

GessoEdge
gesso_coverage_get_edge (GessoParameters *parameters)
{
  const char *edge = gesso_parameters_get_string (parameters, "edge");

  if (g_strcmp0 (edge, "inside") == 0)
    return GESSO_EDGE_INSIDE;
  if (g_strcmp0 (edge, "centred") == 0)
    return GESSO_EDGE_CENTRED;
  return GESSO_EDGE_OUTSIDE;
}

gboolean
gesso_coverage_check_size (guint    mask_width,
                           guint    mask_height,
                           guint    width,
                           guint    height,
                           GError **error)
{
  if (mask_width == width && mask_height == height)
    return TRUE;
  g_set_error (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
               /* Translators: sizes in pixels: of the mask, then of the picture. */
               _("The mask is %u × %u pixels but the picture is %u × %u: make the mask as large as the picture."),
               mask_width, mask_height, width, height);
  return FALSE;
}

static gboolean
check_painted (GessoMask *mask,
               GError   **error)
{
  if (!gesso_mask_is_empty (mask))
    return TRUE;
  g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                       _("The mask is empty: paint white where the picture should change."));
  return FALSE;
}

GessoImage *
gesso_coverage_new (GessoRequest *request,
                    guint         width,
                    guint         height,
                    GCancellable *cancellable,
                    GError      **error)
{
  GessoInput *input = gesso_request_find_input (request, GESSO_ROLE_MASK);
  GessoParameters *parameters = gesso_request_get_parameters (request);
  gint64 feather = gesso_parameters_get_int (parameters, "feather", 0);
  g_autoptr (GessoImage) decoded = NULL;
  g_autoptr (GessoMask) mask = NULL;

  g_return_val_if_fail (input != NULL && input->bytes != NULL, NULL);

  decoded = gesso_codec_decode_mask (input->bytes, cancellable, error);
  if (decoded == NULL ||
      !gesso_coverage_check_size (gesso_image_get_width (decoded), gesso_image_get_height (decoded), width, height, error))
    return NULL;
  mask = gesso_mask_new_from_image (decoded);
  if (!check_painted (mask, error))
    return NULL;
  if (feather > 0)
    gesso_mask_feather (mask, (double) feather, gesso_coverage_get_edge (parameters));
  /* A feather inside the edge can leave nothing of a thin stroke. */
  if (!check_painted (mask, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return gesso_mask_to_image (mask, error);
}
