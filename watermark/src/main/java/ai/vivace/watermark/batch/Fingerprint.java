package ai.vivace.watermark.batch;

import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * What tells a file's content from another's: its length and two checksums of 32 bits with different polynomials. That two versions of a picture
 * agree in all three by accident is one case in 2<sup>64</sup>; a cryptographic hash would cost a fifth of the time of the work itself where
 * the JVM has only just started.
 *
 * @param length in bytes
 * @param crc32 the checksum of ISO 3309
 * @param crc32c Castagnoli's, RFC 3720
 */
record Fingerprint(long length, int crc32, int crc32c) {
    static Fingerprint of(byte[] bytes) {
        CRC32 first = new CRC32();
        first.update(bytes);
        CRC32C second = new CRC32C();
        second.update(bytes);
        return new Fingerprint(bytes.length, (int) first.getValue(), (int) second.getValue());
    }

    /** Reads what {@link #toString} writes; nothing if it is something else. */
    static Optional<Fingerprint> parse(String text) {
        String[] parts = text.split("-", -1);
        if (parts.length != 3 || parts[1].length() != 8 || parts[2].length() != 8) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Fingerprint(
                    Long.parseLong(parts[0]), HexFormat.fromHexDigits(parts[1]), HexFormat.fromHexDigits(parts[2])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return length + "-" + hex.toHexDigits(crc32) + "-" + hex.toHexDigits(crc32c);
    }
}
