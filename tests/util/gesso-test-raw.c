/* gesso-test-raw.c - a server that writes any bytes and ends badly
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <string.h>
#include <sys/socket.h>

#include "gesso-test-server.h"

struct _GessoTestRaw
{
  GThread *worker;
  GSocketListener *listener;
  GCancellable *over;
  guint port;
  const char *bytes;
  gsize length;
  GessoTestRawEnd end;

  GMutex mutex; /* for all below */
  guint count;
  GString *log;
};

/* Reads up to the empty line after the headers. */
static void
read_head (GessoTestRaw  *self,
           GIOStream     *connection)
{
  GInputStream *input = g_io_stream_get_input_stream (connection);
  g_autoptr (GString) head = g_string_new (NULL);
  char byte;

  while (strstr (head->str, "\r\n\r\n") == NULL && g_input_stream_read (input, &byte, 1, self->over, NULL) == 1)
    g_string_append_c (head, byte);
  g_mutex_lock (&self->mutex);
  g_string_append (self->log, head->str);
  g_mutex_unlock (&self->mutex);
}

/* Until the test is over, or before that the client goes. */
static void
hold (GessoTestRaw      *self,
      GSocketConnection *connection)
{
  GPollFD over;

  if (self->end == GESSO_TEST_RAW_HOLD)
    {
      GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
      char waste[4096];

      while (g_input_stream_read (input, waste, sizeof waste, self->over, NULL) > 0)
        ;
    }
  else if (g_cancellable_make_pollfd (self->over, &over))
    {
      g_poll (&over, 1, -1);
      g_cancellable_release_fd (self->over);
    }
}

static void
serve (GessoTestRaw      *self,
       GSocketConnection *connection)
{
  GSocket *socket = g_socket_connection_get_socket (connection);

  if (self->end != GESSO_TEST_RAW_STALL)
    {
      read_head (self, G_IO_STREAM (connection));
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), self->bytes, self->length,
                                 NULL, self->over, NULL);
    }
  if (self->end == GESSO_TEST_RAW_HOLD || self->end == GESSO_TEST_RAW_STALL)
    hold (self, connection);
  if (self->end == GESSO_TEST_RAW_RESET)
    {
      const struct linger now = { 1, 0 };

      setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &now, sizeof now);
      g_socket_close (socket, NULL);
    }
  else
    g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
}

static gpointer
work (gpointer data)
{
  GessoTestRaw *self = data;

  while (!g_cancellable_is_cancelled (self->over))
    {
      g_autoptr (GSocketConnection) connection = g_socket_listener_accept (self->listener, NULL, self->over, NULL);

      if (connection == NULL)
        break;
      g_mutex_lock (&self->mutex);
      self->count++;
      g_mutex_unlock (&self->mutex);
      serve (self, connection);
    }
  return NULL;
}

GessoTestRaw *
gesso_test_raw_new (const char     *bytes,
                    gssize          length,
                    GessoTestRawEnd end)
{
  GessoTestRaw *self = g_new0 (GessoTestRaw, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  self->log = g_string_new (NULL);
  self->over = g_cancellable_new ();
  self->bytes = bytes;
  self->length = length < 0 ? strlen (bytes) : (gsize) length;
  self->end = end;
  self->listener = g_socket_listener_new ();
  g_socket_listener_set_backlog (self->listener, 128);
  g_socket_listener_add_address (self->listener, address, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL, &bound,
                                 &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  self->worker = g_thread_new ("test-raw", work, self);
  return self;
}

void
gesso_test_raw_free (GessoTestRaw *self)
{
  g_cancellable_cancel (self->over);
  g_thread_join (self->worker);
  g_socket_listener_close (self->listener);
  g_object_unref (self->listener);
  g_object_unref (self->over);
  g_string_free (self->log, TRUE);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

guint
gesso_test_raw_get_port (GessoTestRaw *self)
{
  return self->port;
}

char *
gesso_test_raw_dup_url (GessoTestRaw *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u/", self->port);
}

guint
gesso_test_raw_count (GessoTestRaw *self)
{
  guint count;

  g_mutex_lock (&self->mutex);
  count = self->count;
  g_mutex_unlock (&self->mutex);
  return count;
}

char *
gesso_test_raw_dup_log (GessoTestRaw *self)
{
  char *log;

  g_mutex_lock (&self->mutex);
  log = g_strdup (self->log->str);
  g_mutex_unlock (&self->mutex);
  return log;
}
