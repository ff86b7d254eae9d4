package ai.vivace.text;

import ai.vivace.base.VivaceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The text that comes with Vivace, to try language models on: the beginning of the plays by Shakespeare that are known as tinyshakespeare,
 * 128 KiB of 61 different characters, in the public domain.
 */
public final class Shakespeare {
    private static final String RESOURCE = "shakespeare.txt";

    private Shakespeare() {}

    /** All of it. */
    public static String load() {
        try (InputStream stream = Shakespeare.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new VivaceException("The program's jar lacks " + RESOURCE + "; build it again.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new VivaceException("The program's own " + RESOURCE + " is damaged; build it again.", e);
        }
    }
}
