/* gesso-tiff.c - as much of TIFF 6.0 as its header and EXIF's need
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>

#include "gesso-codec-private.h"
#include "gesso-tiff-private.h"

#define ENTRY_SIZE 12

enum
{
  TYPE_BYTE = 1,
  TYPE_SHORT = 3,
  TYPE_LONG = 4
};

static guint
read_16 (const GessoTiff *self,
         gsize            offset)
{
  const guint8 *p = self->data + offset;

  return self->big_endian ? (guint) p[0] << 8 | p[1] : (guint) p[1] << 8 | p[0];
}

static guint32
read_32 (const GessoTiff *self,
         gsize            offset)
{
  guint32 a = read_16 (self, offset), b = read_16 (self, offset + 2);

  return self->big_endian ? a << 16 | b : b << 16 | a;
}

gboolean
gesso_tiff_open (GessoTiff    *self,
                 const guint8 *data,
                 gsize         size)
{
  gsize directory;

  if (size < 8 || (memcmp (data, "II*\0", 4) != 0 && memcmp (data, "MM\0*", 4) != 0))
    return FALSE;
  *self = (GessoTiff) { .data = data, .size = size, .big_endian = data[0] == 'M' };
  directory = read_32 (self, 4);
  if (directory > size - 2)
    return FALSE;
  self->entries = directory + 2;
  self->n_entries = read_16 (self, directory);
  return self->n_entries <= (size - self->entries) / ENTRY_SIZE;
}

gboolean
gesso_tiff_lookup (const GessoTiff *self,
                   guint            tag,
                   guint32         *value)
{
  for (guint i = 0; i < self->n_entries; i++)
    {
      gsize entry = self->entries + (gsize) i * ENTRY_SIZE, at = entry + 8;
      guint type = read_16 (self, entry + 2);
      guint unit = type == TYPE_BYTE ? 1 : type == TYPE_SHORT ? 2 : type == TYPE_LONG ? 4 : 0;
      guint32 count = read_32 (self, entry + 4);

      if (read_16 (self, entry) != tag)
        continue;
      if (unit == 0 || count == 0)
        return FALSE;
      /* More than four bytes of numbers stand elsewhere in the file. */
      if ((guint64) count * unit > 4)
        at = read_32 (self, at);
      if (at > self->size - unit)
        return FALSE;
      *value = unit == 1 ? self->data[at] : unit == 2 ? read_16 (self, at) : read_32 (self, at);
      return TRUE;
    }
  return FALSE;
}

guint
gesso_exif_get_orientation (const guint8 *data,
                            gsize         size)
{
  GessoTiff tiff;
  guint32 orientation;

  if (size >= 6 && memcmp (data, "Exif\0\0", 6) == 0)
    {
      data += 6;
      size -= 6;
    }
  if (!gesso_tiff_open (&tiff, data, size) ||
      !gesso_tiff_lookup (&tiff, GESSO_TIFF_ORIENTATION, &orientation) ||
      orientation < 1 || orientation > 8)
    return 1;
  return orientation;
}
