/* gesso-recipe-jpeg.c - XMP in APP1 segments
 *
 * A segment holds at most 64 KiB. A longer recipe goes to Adobe's extended
 * XMP (XMP specification part 3, 1.1.3.1): the packet names an extension by its
 * MD5, which follows in as many segments as it takes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "gesso-codec-private.h"
#include "gesso-error.h"
#include "gesso-recipe-private.h"

#define MARKER_APP0 0xe0
#define MARKER_APP1 0xe1
#define MARKER_SOS 0xda

#define GUID_SIZE 32
#define MAX_SEGMENT (65535 - 2)
/* GUID, whole length and offset stand before each part of an extension. */
#define PART_HEADER (sizeof (extension_id) + GUID_SIZE + 8)
#define MAX_PART (MAX_SEGMENT - PART_HEADER)

static const char packet_id[] = "http://ns.adobe.com/xap/1.0/";
static const char extension_id[] = "http://ns.adobe.com/xmp/extension/";

typedef struct
{
  guint8 marker;
  const guint8 *start; /* the marker, the length and the data */
  gsize length;
  const guint8 *data;
  gsize size;
} Segment;

/* What a file's header says in XMP. */
typedef struct
{
  const char *packet; /* (nullable), not terminated */
  gsize packet_size;
  GByteArray *extension; /* (owned) (nullable): put together from its parts */
} Xmp;

static void
xmp_clear (Xmp *xmp)
{
  g_clear_pointer (&xmp->extension, g_byte_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Xmp, xmp_clear)

/* The segment at @position; FALSE at the pixels and when cut short. */
static gboolean
read_segment (const guint8 *data,
              gsize         size,
              gsize        *position,
              Segment      *segment)
{
  gsize length;

  while (*position + 1 < size && data[*position] == 0xff && data[*position + 1] == 0xff)
    *position += 1;
  if (size - *position < 4 || data[*position] != 0xff || data[*position + 1] == MARKER_SOS)
    return FALSE;
  length = (gsize) data[*position + 2] << 8 | data[*position + 3];
  if (length < 2 || length > size - *position - 2)
    return FALSE;
  *segment = (Segment) { data[*position + 1], data + *position, length + 2,
                         data + *position + 4, length - 2 };
  *position += length + 2;
  return TRUE;
}

static gboolean
has_id (const Segment *segment,
        const char    *id,
        gsize          id_size)
{
  return segment->marker == MARKER_APP1 && segment->size >= id_size &&
         memcmp (segment->data, id, id_size) == 0;
}

static guint32
read_32 (const guint8 *data)
{
  return (guint32) data[0] << 24 | (guint32) data[1] << 16 | (guint32) data[2] << 8 | data[3];
}

/* Parts must come in order, as every program writes them. */
static void
add_part (Xmp           *xmp,
          const Segment *segment)
{
  const guint8 *numbers = segment->data + sizeof (extension_id) + GUID_SIZE;

  if (segment->size < PART_HEADER)
    return;
  if (xmp->extension == NULL)
    xmp->extension = g_byte_array_new ();
  if (read_32 (numbers) <= GESSO_XMP_MAX_BYTES && read_32 (numbers + 4) == xmp->extension->len)
    g_byte_array_append (xmp->extension, numbers + 8, (guint) (segment->size - PART_HEADER));
}

static void
collect (const guint8 *data,
         gsize         size,
         Xmp          *xmp)
{
  gsize position = 2;
  Segment segment;

  while (read_segment (data, size, &position, &segment))
    if (has_id (&segment, extension_id, sizeof (extension_id)))
      add_part (xmp, &segment);
    else if (xmp->packet == NULL && has_id (&segment, packet_id, sizeof (packet_id)))
      {
        xmp->packet = (const char *) segment.data + sizeof (packet_id);
        xmp->packet_size = segment.size - sizeof (packet_id);
      }
}

static char *
read_extension (const Xmp *xmp)
{
  if (xmp->extension == NULL || xmp->extension->len == 0)
    return NULL;
  return gesso_xmp_get_recipe ((const char *) xmp->extension->data, xmp->extension->len);
}

char *
gesso_recipe_read_jpeg (const guint8 *data,
                        gsize         size)
{
  g_auto (Xmp) xmp = { NULL };
  char *recipe;

  collect (data, size, &xmp);
  recipe = xmp.packet != NULL ? gesso_xmp_get_recipe (xmp.packet, xmp.packet_size) : NULL;
  return recipe != NULL ? recipe : read_extension (&xmp);
}

static void
append_segment (GByteArray   *file,
                const char   *id,
                gsize         id_size,
                gconstpointer data,
                gsize         size)
{
  gsize length = 2 + id_size + size;
  const guint8 head[] = { 0xff, MARKER_APP1, (guint8) (length >> 8), (guint8) length };

  g_byte_array_append (file, head, sizeof (head));
  g_byte_array_append (file, (const guint8 *) id, (guint) id_size);
  g_byte_array_append (file, data, (guint) size);
}

static void
append_extension (GByteArray *file,
                  const char *guid,
                  const char *extension)
{
  gsize whole = strlen (extension);

  for (gsize offset = 0; offset < whole; offset += MAX_PART)
    {
      gsize size = MIN (whole - offset, MAX_PART);
      g_autofree guint8 *part = g_malloc (GUID_SIZE + 8 + size);
      guint32 numbers[] = { GUINT32_TO_BE ((guint32) whole), GUINT32_TO_BE ((guint32) offset) };

      memcpy (part, guid, GUID_SIZE);
      memcpy (part + GUID_SIZE, numbers, sizeof (numbers));
      memcpy (part + GUID_SIZE + 8, extension + offset, size);
      append_segment (file, extension_id, sizeof (extension_id), part, GUID_SIZE + 8 + size);
    }
}

static gboolean
append_long (GByteArray *file,
             const Xmp  *xmp,
             const char *recipe)
{
  g_autofree char *extension = gesso_xmp_set_recipe (NULL, 0, recipe);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, extension, -1);
  g_autofree char *guid = g_ascii_strup (digest, GUID_SIZE);
  g_autofree char *packet = gesso_xmp_set_extension (xmp->packet, xmp->packet_size, guid);

  if (strlen (packet) + sizeof (packet_id) > MAX_SEGMENT)
    return FALSE;
  append_segment (file, packet_id, sizeof (packet_id), packet, strlen (packet));
  append_extension (file, guid, extension);
  return TRUE;
}

/* FALSE when there is no room beside what another program has written. */
static gboolean
append_xmp (GByteArray *file,
            const Xmp  *xmp,
            const char *recipe,
            gboolean    foreign_extension)
{
  g_autofree char *packet = gesso_xmp_set_recipe (xmp->packet, xmp->packet_size, recipe);

  if (packet == NULL)
    return TRUE;
  if (strlen (packet) + sizeof (packet_id) > MAX_SEGMENT)
    return !foreign_extension && recipe != NULL && append_long (file, xmp, recipe);
  append_segment (file, packet_id, sizeof (packet_id), packet, strlen (packet));
  return TRUE;
}

static gboolean
copy_header (GByteArray   *file,
             const guint8 *data,
             gsize         size,
             gsize        *position,
             const char   *recipe)
{
  g_auto (Xmp) xmp = { NULL };
  g_autofree char *extended = NULL;
  gboolean foreign, placed = FALSE;
  Segment segment;

  collect (data, size, &xmp);
  extended = read_extension (&xmp);
  foreign = xmp.extension != NULL && extended == NULL;
  while (read_segment (data, size, position, &segment))
    {
      /* After JFIF and EXIF, which must come first. */
      if (!placed && segment.marker != MARKER_APP0 && segment.marker != MARKER_APP1)
        {
          if (!append_xmp (file, &xmp, recipe, foreign))
            return FALSE;
          placed = TRUE;
        }
      if (has_id (&segment, packet_id, sizeof (packet_id)) ||
          (!foreign && has_id (&segment, extension_id, sizeof (extension_id))))
        continue;
      g_byte_array_append (file, segment.start, (guint) segment.length);
    }
  return placed;
}

GBytes *
gesso_recipe_write_jpeg (const guint8 *data,
                         gsize         size,
                         const char   *recipe,
                         GError      **error)
{
  g_autoptr (GByteArray) file = g_byte_array_sized_new ((guint) size);
  gsize position = 2;

  g_byte_array_append (file, data, 2);
  if (!copy_header (file, data, size, &position, recipe))
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                           _("This JPEG has no room left for the recipe. "
                             "Save the picture as PNG, or without it."));
      return NULL;
    }
  g_byte_array_append (file, data + position, (guint) (size - position));
  return g_byte_array_free_to_bytes (g_steal_pointer (&file));
}
