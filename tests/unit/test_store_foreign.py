"""A database of another program is refused in plain words and left as it was."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from store_fixtures import Server

from dashboard.errors import StoreError
from dashboard.store import open_store


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE editions (isbn TEXT)",
        "CREATE TABLE books (isbn TEXT)",
        "CREATE TABLE store_schema (name TEXT)",
        "CREATE VIEW observations AS SELECT 1",
    ],
)
def test_another_programs_file_is_left_alone(tmp_path: Path, statement: str):
    path = tmp_path / "library.db"
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
        before = connection.execute("SELECT * FROM sqlite_master").fetchall()
    connection.close()
    with pytest.raises(StoreError, match=r"library\.db is another program's database: it has tables of its own"):
        open_store(f"sqlite:///{path}")
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT * FROM sqlite_master").fetchall() == before
    connection.close()


@pytest.mark.postgres
@pytest.mark.parametrize(("table", "foreign"), [("editions", True), ("books", False)])
def test_a_servers_database_may_be_shared_where_no_name_clashes(postgresql_server: Server, table: str, foreign: bool):
    url = postgresql_server.new_database()
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE {table} (isbn TEXT)"))
    engine.dispose()
    if foreign:
        with pytest.raises(StoreError, match="is another program's database"):
            open_store(url)
    else:
        open_store(url).close()
