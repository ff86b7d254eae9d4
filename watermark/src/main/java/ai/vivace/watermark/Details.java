package ai.vivace.watermark;

import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.time.LocalDateTime;

/**
 * What placeholders of a text say of a picture that is not in the picture.
 *
 * @param fileName with its extension, without folders
 * @param number which picture of several it is, from 1 on
 * @param date the day and time of the run; nobody else looks at a clock
 */
public record Details(String fileName, long number, LocalDateTime date) {
    /** @throws InputException for a number below 1 */
    public Details {
        long given = number;
        InputException.require(
                given >= 1, () -> "The number of a picture among several is 1 or more, but came " + given + ".");
    }

    /** Of a single picture. */
    public static Details of(Path picture, LocalDateTime date) {
        Path name = picture.getFileName();
        return new Details(name == null ? "" : name.toString(), 1, date);
    }
}
