package ai.vivace.lab;

import ai.vivace.plot.Chart;
import ai.vivace.plot.Markdown;

/** One piece of what an experiment has to say. */
public sealed interface Block {
    /** A heading, above what it is about. */
    record Heading(String text) implements Block {}

    /** Paragraphs and lists. */
    record Words(Markdown text) implements Block {}

    /**
     * A table.
     *
     * @param name what it is called among the data
     */
    record Numbers(String name, Table table) implements Block {}

    /**
     * A chart.
     *
     * @param name of a file for it, without an ending
     * @param caption what to see in it
     */
    record Picture(String name, Chart chart, String caption) implements Block {}
}
