package ai.vivace.cli.doctor;

import java.util.Locale;

/** Numbers of bytes for people. */
final class Sizes {
    private Sizes() {}

    /** In GB or MB of powers of ten, as disks are sold: {@code 1.5 GB}, {@code 445 MB}. */
    static String text(long bytes) {
        return bytes >= 1_000_000_000L
                ? String.format(Locale.ROOT, "%.1f GB", bytes / 1e9)
                : String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
