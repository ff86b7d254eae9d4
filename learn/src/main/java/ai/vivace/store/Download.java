package ai.vivace.store;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One file from the web, taken up where it ended when the connection breaks. */
final class Download {
    private static final int ATTEMPTS = 4;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WHOLE = 200;
    private static final int PART = 206;
    private static final int BEYOND = 416;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d+/(\\d{1,18}|\\*)");

    private final URI address;
    private final WeightCache.Progress progress;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();

    /** By what the server tells versions of the file apart; null until it has. */
    private @Nullable String version;

    Download(URI address, WeightCache.Progress progress) {
        this.address = address;
        this.progress = progress;
    }

    /**
     * Appends to a file what it lacks, or replaces its content where the server does not give parts.
     *
     * @throws InputException when the server does not give it, or breaks off each time
     * @throws IOException when the file cannot be written
     */
    void into(FileChannel file) throws IOException {
        IOException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                HttpResponse<InputStream> response = ask(file.size());
                try (InputStream body = response.body()) {
                    if (copied(response, body, file)) {
                        return;
                    }
                }
            } catch (FileFailure e) {
                throw e.cause;
            } catch (IOException e) {
                last = e;
            }
        }
        throw new InputException(
                "Cannot load " + address + ": the connection broke off " + ATTEMPTS + " times"
                        + (last == null || last.getMessage() == null ? "" : ", at last with: " + last.getMessage())
                        + ". Nothing was kept; try again, or load the file yourself and give its path.",
                last);
    }

    private HttpResponse<InputStream> ask(long have) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
            if (version != null) {
                request.header("If-Range", version);
            }
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InputException("Loading " + address + " was interrupted. Nothing was kept.", e);
        }
    }

    /** Whether all has come. */
    private boolean copied(HttpResponse<InputStream> response, InputStream body, FileChannel file) throws IOException {
        int status = response.statusCode();
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        long start = 0;
        long total = length;
        if (status == PART) {
            Matcher range =
                    RANGE.matcher(response.headers().firstValue("Content-Range").orElse(""));
            if (!range.matches() || Long.parseLong(range.group(1)) != written(file::size)) {
                restart(file);
                return false;
            }
            start = Long.parseLong(range.group(1));
            total = length < 0 ? -1 : start + length;
        } else if (status == BEYOND) {
            restart(file);
            return false;
        } else if (status != WHOLE) {
            throw new InputException("Cannot load " + address + ": the server answered " + status
                    + ". Check the address; nothing was kept.");
        }
        version = response.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .orElse(null);
        OptionalLong expected = total < 0 ? OptionalLong.empty() : OptionalLong.of(total);
        long from = start;
        written(() -> {
            file.truncate(from);
            return file.position(from).position();
        });
        long loaded = from;
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            ByteBuffer piece = ByteBuffer.wrap(buffer, 0, count);
            while (piece.hasRemaining()) {
                written(() -> file.write(piece));
            }
            loaded += count;
            progress.loaded(loaded, expected);
        }
        if (expected.isPresent() && loaded != expected.getAsLong()) {
            throw new IOException(loaded + " of " + expected.getAsLong() + " bytes came");
        }
        return true;
    }

    private void restart(FileChannel file) throws IOException {
        version = null;
        written(() -> file.truncate(0).size());
    }

    /** Something done to the file. */
    private interface Writing {
        long run() throws IOException;
    }

    /** Tells what goes wrong with the file from what goes wrong with the connection, which is tried again. */
    private static long written(Writing writing) throws IOException {
        try {
            return writing.run();
        } catch (IOException e) {
            throw new FileFailure(e);
        }
    }

    private static final class FileFailure extends IOException {
        private static final long serialVersionUID = 1;

        private final IOException cause;

        FileFailure(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
