/* gesso-model-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "gesso-model-words.h"

char *
gesso_model_words_list_tools (guint tools)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();

  for (guint i = 0; i < GESSO_N_TOOLS; i++)
    if ((tools & (1u << i)) != 0)
      g_ptr_array_add (titles, (gpointer) gesso_tool_get_title (i));
  g_ptr_array_add (titles, NULL);
  /* Translators: between the tools of a list such as “Generate, Edit, Inpaint”. */
  return g_strjoinv (_(", "), (char **) titles->pdata);
}

char *
gesso_model_words_list_provider_tools (const GessoProviderSpec *spec)
{
  guint tools = 0;

  for (const GessoModelSpec *model = spec->models; model != NULL && model->id != NULL; model++)
    tools |= model->tools;
  return gesso_model_words_list_tools (tools);
}

char *
gesso_model_words_dup_cost (double dollars)
{
  if (dollars == 0)
    return g_strdup ("");
  if (dollars < 0)
    /* Translators: in place of a price that nobody knows. */
    return g_strdup (C_("price", "?"));
  /* Small prices are told to a tenth of a cent, so that they do not look like nothing. */
  if (dollars < 0.01)
    /* Translators: about what something costs, in US dollars. */
    return g_strdup_printf (_("≈ $%.3f"), MAX (dollars, 0.001));
  /* Translators: about what something costs, in US dollars. */
  return g_strdup_printf (_("≈ $%.2f"), dollars);
}

char *
gesso_model_words_dup_price (const GessoModelSpec *spec)
{
  if (spec->price == 0)
    /* Translators: the price of a model that costs nothing. */
    return g_strdup (C_("price", "Free"));
  if (spec->price < 0)
    return g_strdup (_("Price unknown"));
  return gesso_model_words_dup_cost (spec->price);
}

gboolean
gesso_model_words_is_emulated (const GessoProviderSpec *provider,
                               const GessoModelSpec    *spec,
                               GessoTool                tool)
{
  return !provider->on_device && spec->mask == GESSO_MASK_FORM_NONE && (spec->tools & (1u << GESSO_TOOL_EDIT)) != 0 &&
         (tool == GESSO_TOOL_INPAINT || tool == GESSO_TOOL_EXPAND);
}
