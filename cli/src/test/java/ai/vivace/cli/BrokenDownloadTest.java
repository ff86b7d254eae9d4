package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights from an address whose server ends each answer half way. */
class BrokenDownloadTest {
    private static final int ANNOUNCED = 1000;
    private static final int SENT = 100;

    @TempDir
    Path folder;

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, ANNOUNCED);
            exchange.getResponseBody().write(new byte[SENT]);
        } catch (IOException e) {
            // Broken off on purpose: the answer is shorter than announced.
        }
    }

    @Test
    void aTrainingWhoseWeightsBreakOffSaysSoInOneMessageAndLeavesNothingBehind() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", BrokenDownloadTest::answer);
        server.start();
        String address = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/resnet18.pth";
        Path out = folder.resolve("out");
        Path cache = folder.resolve("cache");
        ProcessBuilder builder = new ProcessBuilder(MainProcess.command(
                        "train", "--arch", "resnet18", "--weights", address, "--quiet", "--out", out.toString()))
                .redirectErrorStream(true);
        builder.environment().put("VIVACE_CACHE", cache.toString());
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isEqualTo(2);
            assertThat(said)
                    .startsWith("vivace: ")
                    .contains(address, "broke off")
                    .hasLineCount(1);
        } finally {
            server.stop(0);
        }
        assertThat(out).doesNotExist();
        try (Stream<Path> left = Files.walk(cache)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
