package ai.vivace.vision;

import ai.vivace.base.VivaceException;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The digits that come with the program: 1,797 handwritten digits of 8 x 8 pixels from 0 to 16 (E. Alpaydin and C. Kaynak,
 * Optical Recognition of Handwritten Digits, UCI Machine Learning Repository 1998, CC BY 4.0; the part that scikit-learn
 * distributes).
 */
public final class Digits {
    private static final String FILE = "digits.csv";

    private Digits() {}

    /** All digits: inputs [1, 8, 8] of bytes with scale 16, classes "0" to "9", in the file's order. */
    public static ArrayDataSet load() {
        try (InputStream packed = Digits.class.getResourceAsStream(FILE + ".gz")) {
            if (packed == null) {
                throw new VivaceException("The program's jar lacks " + FILE + ".gz; build it again.");
            }
            return PixelCsv.of(Path.of(FILE))
                    .labels(PixelCsv.LabelColumn.LAST)
                    .shape(Shape.of(1, 8, 8))
                    .read(Unpacked.open(packed), FILE);
        } catch (IOException e) {
            throw new VivaceException("The program's own " + FILE + ".gz is damaged; build it again.", e);
        }
    }
}
