package ai.vivace.store;

import ai.vivace.base.InputException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where weights are: a file, or an address on the web, with the checksum of their bytes where it is known.
 *
 * @param place a path, or an address that starts with {@code http://} or {@code https://}
 * @param sha256 the SHA-256 of all bytes in 64 hexadecimal digits, in lower case
 */
public record WeightSource(String place, Optional<String> sha256) {
    private static final Pattern CHECKED = Pattern.compile("(.*)#sha256=([^#]*)");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern WEB = Pattern.compile("https?://.*", Pattern.CASE_INSENSITIVE);

    /**
     * Checks both.
     *
     * @throws InputException when the place is empty or no address, or the checksum has not 64 hexadecimal digits
     */
    public WeightSource {
        String given = place;
        InputException.require(!place.isBlank(), () -> "Weights need a file's path or an address, but it is empty.");
        sha256.ifPresent(digest -> InputException.require(
                DIGEST.matcher(digest).matches(),
                () -> "A SHA-256 has 64 hexadecimal digits, but \"" + digest + "\" came for " + given + "."));
        if (WEB.matcher(place).matches()) {
            address(place);
        } else {
            path(place);
        }
    }

    /**
     * As written on a command line: a path or an address, perhaps followed by {@code #sha256=} and the checksum.
     *
     * @throws InputException as the constructor
     */
    public static WeightSource of(String text) {
        Matcher checked = CHECKED.matcher(text.strip());
        return checked.matches()
                ? new WeightSource(
                        checked.group(1), Optional.of(checked.group(2).toLowerCase(Locale.ROOT)))
                : new WeightSource(text.strip(), Optional.empty());
    }

    /** A file. */
    public static WeightSource of(Path file) {
        return new WeightSource(file.toString(), Optional.empty());
    }

    /** The address on the web; empty for a file. */
    public Optional<URI> address() {
        return WEB.matcher(place).matches() ? Optional.of(address(place)) : Optional.empty();
    }

    /** The file; empty for an address on the web. */
    public Optional<Path> file() {
        return WEB.matcher(place).matches() ? Optional.empty() : Optional.of(path(place));
    }

    private static URI address(String place) {
        try {
            URI address = URI.create(place);
            InputException.require(
                    address.getHost() != null, () -> "\"" + place + "\" is no address: it names no computer.");
            return address;
        } catch (IllegalArgumentException e) {
            throw new InputException("\"" + place + "\" is no address: " + e.getMessage() + ".", e);
        }
    }

    private static Path path(String place) {
        try {
            return Path.of(place);
        } catch (InvalidPathException e) {
            throw new InputException("\"" + place + "\" is no path: " + e.getReason() + ".", e);
        }
    }

    /** As written on a command line. */
    @Override
    public String toString() {
        return place + sha256.map(digest -> "#sha256=" + digest).orElse("");
    }
}
