/* gesso-secret.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#include "gesso-error.h"
#include "gesso-secret.h"

/* Longer than any key of a provider, JSON web tokens included. */
#define MAX_LENGTH 8192

/* Never defined: a secret is libsecret's value by another name, so that only
 * this folder sees libsecret. */
#define TO_VALUE(self) ((SecretValue *) (self))

GessoSecret *
gesso_secret_new (const char *text,
                  gsize       length)
{
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  return (GessoSecret *) secret_value_new (text, length, "text/plain");
}

GessoSecret *
gesso_secret_copy (const GessoSecret *self)
{
  return (GessoSecret *) secret_value_ref (TO_VALUE (self));
}

void
gesso_secret_free (GessoSecret *self)
{
  if (self != NULL)
    secret_value_unref (self);
}

const char *
gesso_secret_peek (const GessoSecret *self)
{
  gsize length;

  return secret_value_get (TO_VALUE (self), &length);
}

gboolean
gesso_secret_check (const GessoSecret *self,
                    GError           **error)
{
  gsize length;
  const char *text = secret_value_get (TO_VALUE (self), &length);

  if (length == 0)
    {
      g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT, _("The key is empty. Paste the whole key."));
      return FALSE;
    }
  for (gsize i = 0; i < length; i++)
    if (length > MAX_LENGTH || !g_ascii_isgraph (text[i]))
      {
        g_set_error_literal (error, GESSO_ERROR, GESSO_ERROR_BAD_INPUT,
                             _("This is not a key: a key is one line of letters, digits and signs without spaces. "
                               "Copy it again from the provider’s page."));
        return FALSE;
      }
  return TRUE;
}
