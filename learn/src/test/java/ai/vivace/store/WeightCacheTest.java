package ai.vivace.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightCacheTest {
    private static final byte[] CONTENT = content();
    private static final int FIRST_PART = 100_000;

    @TempDir
    Path folder;

    private HttpServer server;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch arrived = new CountDownLatch(1);
    private Behaviour behaviour = Behaviour.WHOLE;

    private enum Behaviour {
        WHOLE,
        /** The first answer ends early; later ones give what is asked for. */
        BREAKS_ONCE,
        BREAKS_ALWAYS,
        /** As BREAKS_ONCE, and each answer is all of it. */
        BREAKS_AND_KNOWS_NO_RANGES,
        MISSING
    }

    private static byte[] content() {
        byte[] content = new byte[300_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31 + i / 256);
        }
        return content;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(range == null ? "all" : range);
        try (exchange) {
            if (behaviour == Behaviour.MISSING) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            boolean breaks =
                    behaviour == Behaviour.BREAKS_ALWAYS || (behaviour != Behaviour.WHOLE && requests.size() == 1);
            int start = 0;
            exchange.getResponseHeaders().add("ETag", "\"one\"");
            if (range != null && behaviour != Behaviour.BREAKS_AND_KNOWS_NO_RANGES) {
                start = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
                exchange.getResponseHeaders()
                        .add("Content-Range", "bytes " + start + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
                exchange.sendResponseHeaders(206, CONTENT.length - start);
            } else {
                exchange.sendResponseHeaders(200, CONTENT.length);
            }
            int end = breaks ? Math.min(CONTENT.length - 1, start + FIRST_PART) : CONTENT.length;
            exchange.getResponseBody().write(Arrays.copyOfRange(CONTENT, start, end));
            exchange.getResponseBody().flush();
            if (breaks && behaviour != Behaviour.BREAKS_ALWAYS) {
                // What is still on its way when a connection breaks is lost.
                arrived.await(30, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Broken off on purpose: the answer is shorter than announced.
        }
    }

    private void firstPartArrives(long loaded, OptionalLong total) {
        assertThat(total).hasValue(CONTENT.length);
        if (loaded >= FIRST_PART) {
            arrived.countDown();
        }
    }

    private String address() {
        return "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/models/net.pth";
    }

    private WeightCache cache() {
        return WeightCache.at(folder.resolve("cache"));
    }

    private long kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.count();
        }
    }

    @Test
    void weightsAreLoadedOnceAndAreThereWithoutANetworkLater() throws IOException {
        WeightSource source = WeightSource.of(address() + "#sha256=" + digest(CONTENT));
        List<Long> seen = new ArrayList<>();
        Path file = cache().fetch(source, (loaded, total) -> {
            assertThat(total).hasValue(CONTENT.length);
            seen.add(loaded);
        });
        assertThat(file).hasBinaryContent(CONTENT);
        assertThat(file.getFileName().toString()).endsWith("-net.pth");
        assertThat(seen).isSorted().endsWith((long) CONTENT.length);
        server.stop(0);
        assertThat(cache().fetch(source, WeightCache.Progress.NONE)).isEqualTo(file);
        assertThat(requests).containsExactly("all");
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void brokenDownloadsAreTakenUpWhereTheyEnded() {
        behaviour = Behaviour.BREAKS_ONCE;
        assertThat(cache().fetch(WeightSource.of(address()), this::firstPartArrives))
                .hasBinaryContent(CONTENT);
        assertThat(requests).containsExactly("all", "bytes=" + FIRST_PART + "-");
    }

    @Test
    void serversWithoutRangesAreAskedForAllAgain() {
        behaviour = Behaviour.BREAKS_AND_KNOWS_NO_RANGES;
        assertThat(cache().fetch(WeightSource.of(address()), this::firstPartArrives))
                .hasBinaryContent(CONTENT);
        assertThat(requests).containsExactly("all", "bytes=" + FIRST_PART + "-");
    }

    @Test
    void nothingStaysOfADownloadThatFails() throws IOException {
        behaviour = Behaviour.MISSING;
        assertThatThrownBy(() -> cache().fetch(WeightSource.of(address()), WeightCache.Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("answered 404");
        assertThat(kept()).isZero();
        behaviour = Behaviour.WHOLE;
        assertThatThrownBy(() -> cache().fetch(
                                WeightSource.of(address() + "#sha256=" + "0".repeat(64)), WeightCache.Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("another checksum");
        assertThat(kept()).isZero();
    }

    @Test
    void connectionsThatBreakEachTimeAreGivenUp() throws IOException {
        behaviour = Behaviour.BREAKS_ALWAYS;
        assertThatThrownBy(() -> cache().fetch(WeightSource.of(address()), WeightCache.Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("broke off 4 times");
        assertThat(requests).hasSize(4);
        assertThat(kept()).isZero();
        int port = server.getAddress().getPort();
        server.stop(0);
        assertThatThrownBy(() -> cache().fetch(
                                WeightSource.of("http://"
                                        + InetAddress.getLoopbackAddress().getHostAddress() + ":" + port + "/x"),
                                WeightCache.Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("broke off");
        assertThat(kept()).isZero();
    }

    @Test
    void whatAKilledProgramLeftIsTakenUpWhenTheChecksumIsKnown() throws IOException {
        WeightSource source = WeightSource.of(address() + "#sha256=" + digest(CONTENT));
        Path file = cache().fetch(source, WeightCache.Progress.NONE);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.delete(file);
        Files.write(part, Arrays.copyOf(CONTENT, 70_000));
        requests.clear();
        assertThat(cache().fetch(source, WeightCache.Progress.NONE)).hasBinaryContent(CONTENT);
        assertThat(requests).containsExactly("bytes=70000-");
        Files.delete(file);
        Files.write(part, new byte[70_000]);
        requests.clear();
        assertThat(cache().fetch(WeightSource.of(address()), WeightCache.Progress.NONE))
                .hasBinaryContent(CONTENT);
        assertThat(requests).containsExactly("all");
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void filesAreTakenAsTheyAreAndCheckedWhereAChecksumIsGiven() throws IOException {
        Path file = folder.resolve("own.pth");
        Files.write(file, CONTENT);
        assertThat(cache().fetch(WeightSource.of(file), WeightCache.Progress.NONE))
                .isEqualTo(file);
        WeightSource wrong = WeightSource.of(file + "#sha256=" + "A".repeat(64));
        assertThat(wrong.sha256()).hasValue("a".repeat(64));
        assertThatThrownBy(() -> cache().fetch(wrong, WeightCache.Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("should have sha256=aaaa")
                .hasMessageContaining(digest(CONTENT));
        assertThatThrownBy(() -> cache().fetch(
                                WeightSource.of(folder.resolve("none") + "#sha256=" + "a".repeat(64)),
                                WeightCache.Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void placesThatAreNoneAreRefused() {
        for (String place : List.of("", "https://", "http://a b/c", "x#sha256=12", "http://host/x#sha256=zz")) {
            assertThatThrownBy(() -> WeightSource.of(place)).as(place).isInstanceOf(InputException.class);
        }
        assertThat(WeightSource.of(" C#minor.pth ").file()).hasValue(Path.of("C#minor.pth"));
        assertThat(WeightSource.of("https://host/x.pth#sha256=" + "1".repeat(64)))
                .hasToString("https://host/x.pth#sha256=" + "1".repeat(64));
    }

    @Test
    void eachSystemHasItsOwnFolder() {
        Path home = Path.of("home");
        assertThat(WeightCache.standardFolder(Map.of(), "Linux", home))
                .isEqualTo(home.resolve(".cache/vivace/weights"));
        assertThat(WeightCache.standardFolder(Map.of("XDG_CACHE_HOME", "xdg"), "Linux", home))
                .isEqualTo(Path.of("xdg/vivace/weights"));
        assertThat(WeightCache.standardFolder(Map.of(), "Mac OS X", home))
                .isEqualTo(home.resolve("Library/Caches/vivace/weights"));
        assertThat(WeightCache.standardFolder(Map.of("LOCALAPPDATA", "local"), "Windows 11", home))
                .isEqualTo(Path.of("local/vivace/weights"));
        assertThat(WeightCache.standardFolder(Map.of("VIVACE_CACHE", "mine"), "Windows 11", home))
                .isEqualTo(Path.of("mine/weights"));
    }
}
