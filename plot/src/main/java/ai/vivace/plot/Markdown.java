package ai.vivace.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text in the part of Markdown that explanations need, for the terminal and for a {@link HtmlReport}: paragraphs with empty lines
 * between, lists whose items begin with {@code "- "}, {@code **strong**} and {@code `code`}. All else stands as it is.
 */
public final class Markdown {
    /** Longer lines are hard to read. */
    private static final int WIDEST = 92;

    private static final Pattern SPAN = Pattern.compile("\\*\\*(.+?)\\*\\*|`([^`]+)`", Pattern.DOTALL);
    private static final String ITEM = "- ";
    private static final Map<String, String> ASCII = Map.ofEntries(
            Map.entry("\u00a0", " "),
            Map.entry("−", "-"),
            Map.entry("–", "-"),
            Map.entry("·", "*"),
            Map.entry("×", "x"),
            Map.entry("±", "+/-"),
            Map.entry("…", "..."),
            Map.entry("→", "->"),
            Map.entry("≈", "~"),
            Map.entry("≤", "<="),
            Map.entry("≥", ">="),
            Map.entry("√", "sqrt "),
            Map.entry("Σ", "sum "),
            Map.entry("∞", "infinity"),
            Map.entry("½", "1/2"),
            Map.entry("²", "^2"),
            Map.entry("₂", "2"),
            Map.entry("π", "pi"),
            Map.entry("ρ", "rho"),
            Map.entry("σ", "sigma"),
            Map.entry("‖", "||"));

    /** What a run of text looks like. */
    private enum Look {
        PLAIN,
        STRONG,
        CODE
    }

    /** A run of text of one look. */
    private record Span(Look look, String text) {}

    /** A paragraph, or an item of a list. */
    private record Block(boolean item, List<Span> spans) {}

    private final String text;
    private final List<Block> blocks;

    private Markdown(String text) {
        this.text = text;
        this.blocks = parse(text);
    }

    /** Reads a text. */
    public static Markdown of(String text) {
        return new Markdown(text.strip());
    }

    /** The text as it was given. */
    public String text() {
        return text;
    }

    /** Lines without a line break at the end, no wider than the style says and than reads well. */
    public String terminal(TerminalStyle style) {
        StringBuilder out = new StringBuilder();
        Block before = null;
        for (Block block : blocks) {
            if (before != null) {
                out.append(before.item() && block.item() ? "\n" : "\n\n");
            }
            out.append(wrapped(block, style));
            before = block;
        }
        return out.toString();
    }

    /** Paragraphs and lists as elements. */
    String html() {
        StringBuilder out = new StringBuilder();
        boolean inList = false;
        for (Block block : blocks) {
            if (block.item() != inList) {
                out.append(inList ? "</ul>\n" : "<ul>\n");
                inList = block.item();
            }
            String content = block.spans().stream().map(Markdown::html).collect(Collectors.joining());
            out.append(inList ? "<li>" + content + "</li>\n" : "<p>" + content + "</p>\n");
        }
        return out.append(inList ? "</ul>" : "").toString().stripTrailing();
    }

    private static String html(Span span) {
        String escaped = Markup.escape(span.text());
        return switch (span.look()) {
            case PLAIN -> escaped;
            case STRONG -> "<strong>" + escaped + "</strong>";
            case CODE -> "<code>" + escaped + "</code>";
        };
    }

    private static List<Block> parse(String text) {
        List<Block> blocks = new ArrayList<>();
        for (String part : text.split("\\n\\s*\\n")) {
            StringBuilder lines = new StringBuilder();
            boolean item = false;
            for (String line : part.strip().split("\\n")) {
                boolean starts = line.startsWith(ITEM);
                if (starts && !lines.isEmpty()) {
                    blocks.add(new Block(item, spans(lines.toString())));
                    lines.setLength(0);
                }
                item |= starts;
                lines.append(lines.isEmpty() ? "" : " ").append(starts ? line.substring(ITEM.length()) : line.strip());
            }
            if (!lines.isEmpty()) {
                blocks.add(new Block(item, spans(lines.toString())));
            }
        }
        return List.copyOf(blocks);
    }

    private static List<Span> spans(String line) {
        List<Span> spans = new ArrayList<>();
        Matcher matcher = SPAN.matcher(line);
        int end = 0;
        while (matcher.find()) {
            add(spans, Look.PLAIN, line.substring(end, matcher.start()));
            boolean strong = matcher.group(1) != null;
            add(spans, strong ? Look.STRONG : Look.CODE, strong ? matcher.group(1) : matcher.group(2));
            end = matcher.end();
        }
        add(spans, Look.PLAIN, line.substring(end));
        return spans;
    }

    private static void add(List<Span> spans, Look look, String text) {
        if (!text.isEmpty()) {
            spans.add(new Span(look, text));
        }
    }

    private static String wrapped(Block block, TerminalStyle style) {
        String indent = block.item() ? "  " : "";
        int room = Math.min(WIDEST, style.columns()) - indent.length();
        StringBuilder out = new StringBuilder(block.item() ? style.choose("• ", "- ") : "");
        int used = 0;
        for (List<Span> word : words(block.spans(), style)) {
            int width = word.stream().mapToInt(s -> Text.columns(s.text())).sum();
            if (used > 0 && used + 1 + width > room) {
                out.append('\n').append(indent);
                used = 0;
            } else if (used > 0) {
                out.append(' ');
                used++;
            }
            word.forEach(span -> out.append(painted(span, style)));
            used += width;
        }
        return out.toString();
    }

    /** Words as they are between spaces; a word may change its look within. */
    private static List<List<Span>> words(List<Span> spans, TerminalStyle style) {
        List<List<Span>> words = new ArrayList<>();
        List<Span> word = new ArrayList<>();
        for (Span span : spans) {
            String[] pieces = shown(span.text(), style).split(" ", -1);
            for (int i = 0; i < pieces.length; i++) {
                if (i > 0 && !word.isEmpty()) {
                    words.add(word);
                    word = new ArrayList<>();
                }
                add(word, span.look(), pieces[i]);
            }
        }
        if (!word.isEmpty()) {
            words.add(word);
        }
        return words;
    }

    private static String painted(Span span, TerminalStyle style) {
        return switch (span.look()) {
            case PLAIN -> span.text();
            case STRONG -> style.bold(span.text());
            case CODE -> style.paint(span.text(), Ink.SKY);
        };
    }

    private static String shown(String text, TerminalStyle style) {
        String line = Text.line(text);
        if (style.glyphs() == TerminalStyle.Glyphs.UNICODE) {
            return line;
        }
        for (Map.Entry<String, String> entry : ASCII.entrySet()) {
            line = line.replace(entry.getKey(), entry.getValue());
        }
        return line;
    }
}
