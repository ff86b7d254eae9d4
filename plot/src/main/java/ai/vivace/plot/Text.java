package ai.vivace.plot;

/** How much room text takes, in a drawing and in a terminal, and how to make it fit. */
final class Text {
    private static final String NARROW = " !'()*,-./:;I[]`fijlrt|·";
    private static final String WIDE = "%@MWmw…—";

    private Text() {}

    /**
     * The width of text in a drawing, at most: an estimate for DejaVu Sans, the widest of the common fonts, so that text in
     * any of them has room.
     */
    static double width(String text, double fontSize) {
        return text.codePoints().mapToDouble(Text::em).sum() * fontSize;
    }

    /** The text, or its beginning and … when it is wider than a drawing has room for. */
    static String fit(String text, double room, double fontSize) {
        if (width(text, fontSize) <= room) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        double used = em('…') * fontSize;
        for (int codePoint : text.codePoints().toArray()) {
            used += em(codePoint) * fontSize;
            if (used > room) {
                break;
            }
            kept.appendCodePoint(codePoint);
        }
        return kept.toString().stripTrailing() + "…";
    }

    /** The number of terminal columns that text takes. */
    static int columns(String text) {
        return text.codePoints().map(Text::columns).sum();
    }

    /** The text in at most that many columns, its end replaced by an ellipsis when it is longer. */
    static String fitColumns(String text, int room, TerminalStyle.Glyphs glyphs) {
        if (columns(text) <= room) {
            return text;
        }
        String ellipsis = glyphs == TerminalStyle.Glyphs.UNICODE ? "…" : "...";
        if (room <= ellipsis.length()) {
            return ellipsis.substring(0, Math.max(0, room));
        }
        StringBuilder kept = new StringBuilder();
        int used = ellipsis.length();
        for (int codePoint : text.codePoints().toArray()) {
            used += columns(codePoint);
            if (used > room) {
                break;
            }
            kept.appendCodePoint(codePoint);
        }
        return kept.toString().stripTrailing() + ellipsis;
    }

    static String padRight(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - columns(text)));
    }

    static String padLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - columns(text))) + text;
    }

    /** Text on one line: line breaks, tabs and terminal control characters become spaces. */
    static String line(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
        return clean.toString();
    }

    private static double em(int codePoint) {
        if (columns(codePoint) != 1) {
            return columns(codePoint) * 0.55;
        }
        if (NARROW.indexOf(codePoint) >= 0) {
            return 0.41;
        }
        if (WIDE.indexOf(codePoint) >= 0) {
            return 0.98;
        }
        return Character.isUpperCase(codePoint) ? 0.71 : 0.62;
    }

    private static int columns(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = (codePoint >= 0x1100 && codePoint <= 0x115F)
                || (codePoint >= 0x2E80 && codePoint <= 0xA4CF)
                || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
                || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                || (codePoint >= 0xFE30 && codePoint <= 0xFE6F)
                || (codePoint >= 0xFF00 && codePoint <= 0xFF60)
                || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF)
                || (codePoint >= 0x20000 && codePoint <= 0x3FFFD);
        return wide ? 2 : 1;
    }
}
