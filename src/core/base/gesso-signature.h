/* gesso-signature.h - what a picture looks like, in 64 bytes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Cells of the colour grid on a side, and its bytes: lightness and two colours in each. */
#define GESSO_SIGNATURE_GRID  4
#define GESSO_SIGNATURE_BYTES (3 * GESSO_SIGNATURE_GRID * GESSO_SIGNATURE_GRID)

/** GessoColour: the colours that pictures are told apart by; a set of them is a mask of 1 << colour. */
typedef enum
{
  GESSO_COLOUR_RED,
  GESSO_COLOUR_ORANGE,
  GESSO_COLOUR_YELLOW,
  GESSO_COLOUR_GREEN,
  GESSO_COLOUR_CYAN,
  GESSO_COLOUR_BLUE,
  GESSO_COLOUR_PURPLE,
  GESSO_COLOUR_PINK,
  GESSO_COLOUR_BROWN,
  GESSO_COLOUR_BLACK,
  GESSO_COLOUR_GREY,
  GESSO_COLOUR_WHITE,
  GESSO_N_COLOURS
} GessoColour;

/**
 * GessoSignature:
 * @hash: dHash: whether the picture gets brighter from left to right, on a grid
 *   of 8 × 8, the first row in the lowest byte
 * @grid: L, a and b of CIE Lab, each moved into a byte, of 4 × 4 cells by rows
 * @tag: what the signature is of; of its keeper's choice
 *
 * As long as a line of the processor's cache, so that a hundred thousand of
 * them in a row are looked through as fast as memory can be read.
 */
typedef struct
{
  guint64 hash;
  guint8 grid[GESSO_SIGNATURE_BYTES];
  guint64 tag;
} GessoSignature;

G_STATIC_ASSERT (sizeof (GessoSignature) == 64);

/** How different two pictures look: 0 for the same one, G_MAXUINT16 at most. */
guint       gesso_signature_compare    (const GessoSignature *a, const GessoSignature *b);

/** GessoSignatureMatch: one of those that were looked through. */
typedef struct
{
  guint64 tag;
  guint distance;
} GessoSignatureMatch;

/**
 * gesso_signature_search:
 * @limit: at most so many
 * @max_distance: at most so different
 *
 * Returns: (element-type GessoSignatureMatch) (transfer full): the most alike first
 */
GArray     *gesso_signature_search     (const GessoSignature *query,
                                        const GessoSignature *signatures,
                                        gsize                 n,
                                        guint                 limit,
                                        guint                 max_distance);

const char *gesso_colour_to_nick       (GessoColour colour);
gboolean    gesso_colour_from_nick     (const char *nick, GessoColour *out);
const char *gesso_colour_get_title     (GessoColour colour);

G_END_DECLS
