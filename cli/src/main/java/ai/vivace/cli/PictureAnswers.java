package ai.vivace.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** What a model that does more than name pictures answers about them, one file at a time. */
interface PictureAnswers extends AutoCloseable {
    /**
     * One answer.
     *
     * @param words for people, in a line
     * @param facts for programs
     * @param drawing the answer drawn over the picture, made when it is asked for
     */
    record Answer(String words, Map<String, Object> facts, Supplier<BufferedImage> drawing) {}

    /**
     * Asks about a picture.
     *
     * @throws ai.vivace.base.InputException when the file cannot be read as a picture; it names the file
     */
    Answer of(Path picture);

    /** Frees the model's memory. */
    @Override
    void close();
}
