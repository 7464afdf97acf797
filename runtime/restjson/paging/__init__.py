"""Operations with pages."""
