package ai.vivace.watermark.invisible;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;

/** What a key text makes of the mark: by its SHA-256 it draws all that is secret. */
final class Key {
    private final Carrier carrier;
    private final Lattice lattice;
    private final Message message;

    private Key(Rng rng) {
        carrier = new Carrier(rng.split("carrier"));
        lattice = new Lattice(rng.split("lattice"));
        message = new Message(rng.split("check").nextInt());
    }

    /**
     * The key of a text.
     *
     * @param text not blank; letters with accents are the same however they are typed
     */
    static Key of(String text) {
        if (text.isBlank()) {
            throw new InputException("An invisible mark needs a key, a text that only you know, but it was blank.");
        }
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC);
        ByteBuffer hash = ByteBuffer.wrap(sha256("vivace invisible mark 1\n" + normal));
        Rng rng = Rng.of(hash.getLong());
        while (hash.hasRemaining()) {
            rng = rng.split(hash.getLong());
        }
        return new Key(rng);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    Carrier carrier() {
        return carrier;
    }

    Lattice lattice() {
        return lattice;
    }

    Message message() {
        return message;
    }
}
